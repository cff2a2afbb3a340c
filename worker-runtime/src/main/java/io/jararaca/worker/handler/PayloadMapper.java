package io.jararaca.worker.handler;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What reads payloads when nobody brings a mapper of their own. */
public final class PayloadMapper {

  private PayloadMapper() {}

  /** With the modules of the class path, and lenient to fields that a payload's type lacks. */
  public static ObjectMapper create() {
    return JsonMapper.builder()
        .findAndAddModules()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
