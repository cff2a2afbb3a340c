package io.jararaca.crds.v1alpha1;

/**
 * The CEL rules with a regular expression in them. They look at the shape only, so that a slip is
 * refused at apply time; the operator parses what passes and says the rest in a condition. A rule
 * must never refuse what the operator would take.
 */
final class CelRules {

  static final String HANDLER_CHARACTERS = "'^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$'";

  static final String HANDLER =
      "!has(self.handler) || self.handler.matches(" + HANDLER_CHARACTERS + ")";

  static final String NAME_MESSAGE =
      " must begin and end with a letter or digit and hold only letters, digits, '.', '_' and '-'";

  static final String EXCEPTION_HANDLER =
      "!has(self.exceptionHandler) || self.exceptionHandler.matches(" + HANDLER_CHARACTERS + ")";

  static final String TIME_ZONE =
      "!has(self.timeZone) || self.timeZone.matches('^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$')";

  /** Five or six fields, or one macro with what belongs to it. */
  private static final String RIGHT_COUNT =
      "self.cron.matches(r'^\\s*(@.*|[^@\\s]\\S*(\\s+\\S+){4,5})\\s*$')";

  static final String CRON_COUNT = RIGHT_COUNT;

  private static final String IS_MACRO = "self.cron.matches(r'^\\s*@')";

  static final String CRON_MACRO =
      "!"
          + IS_MACRO
          + " || self.cron.matches(r'(?i)^\\s*@(yearly|annually|monthly|weekly|daily|midnight|hourly"
          + "|every\\s+([0-9]+[dhms])+)\\s*$')";

  static final String CRON_CHARACTERS =
      "!"
          + RIGHT_COUNT
          + " || "
          + IS_MACRO
          + " || self.cron.matches(r'^\\s*([0-9*/,-]+\\s+){2,3}[0-9*?/,LWlw-]+\\s+[0-9A-Za-z*/,-]+"
          + "\\s+[0-9A-Za-z*?/,#-]+\\s*$')";

  private CelRules() {}
}
