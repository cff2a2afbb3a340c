package io.jararaca.worker;

import io.jararaca.core.ledger.memory.InMemoryLedger;
import java.time.InstantSource;

class InMemoryPublisherTest extends PublisherContract {

  InMemoryPublisherTest() {
    super(new InMemoryLedger(InstantSource.system()));
  }
}
