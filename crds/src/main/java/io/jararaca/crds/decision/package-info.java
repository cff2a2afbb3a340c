/**
 * What resources mean: their specs, decided upon by pure functions. The operator and the command
 * read them alike.
 */
@NullMarked
package io.jararaca.crds.decision;

import org.jspecify.annotations.NullMarked;
