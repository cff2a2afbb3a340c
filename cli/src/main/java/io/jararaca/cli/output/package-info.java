/** What commands print: tables for people, JSON for programs. */
@NullMarked
package io.jararaca.cli.output;

import org.jspecify.annotations.NullMarked;
