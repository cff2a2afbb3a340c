/** Who may be the beat: election and fencing. */
@NullMarked
package io.jararaca.core.leadership;

import org.jspecify.annotations.NullMarked;
