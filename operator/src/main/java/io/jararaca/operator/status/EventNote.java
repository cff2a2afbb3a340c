package io.jararaca.operator.status;

/**
 * Something that a person should hear of.
 *
 * @param warning whether it is one; else it is good news
 * @param reason one CamelCase word
 * @param note for people
 */
record EventNote(boolean warning, String reason, String note) {}
