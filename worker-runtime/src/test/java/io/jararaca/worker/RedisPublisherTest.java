package io.jararaca.worker;

import io.jararaca.redis.RedisUnderTest;

class RedisPublisherTest extends PublisherContract {

  RedisPublisherTest() {
    super(RedisUnderTest.emptied().ledger());
  }
}
