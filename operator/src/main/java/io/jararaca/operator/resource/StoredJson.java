package io.jararaca.operator.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads whatever the API server stores, which bounds the size of a resource alone. By Jackson's
 * usual bounds one payload that is nested deeply, or has a long name in it, would end the reading
 * of the list that it is in, and with it all other resources.
 */
public final class StoredJson {

  private StoredJson() {}

  /** A new one, to be configured. */
  public static ObjectMapper mapper() {
    return new ObjectMapper(
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
            .build());
  }
}
