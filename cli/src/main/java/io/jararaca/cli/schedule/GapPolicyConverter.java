package io.jararaca.cli.schedule;

import io.jararaca.core.schedule.DstGapPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the policy's name as the resource spells it. */
final class GapPolicyConverter implements ITypeConverter<DstGapPolicy> {

  @Override
  public DstGapPolicy convert(String value) {
    return switch (value) {
      case "NextValid" -> DstGapPolicy.NEXT_VALID;
      case "Skip" -> DstGapPolicy.SKIP;
      default -> throw new TypeConversionException("\"" + value + "\": use NextValid or Skip");
    };
  }
}
