/** What the operator is told by its environment, checked before anything starts. */
@NullMarked
package io.jararaca.operator.settings;

import org.jspecify.annotations.NullMarked;
