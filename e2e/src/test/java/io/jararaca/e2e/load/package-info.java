/** What one install bears: how many resources, how many ticks. */
@NullMarked
package io.jararaca.e2e.load;

import org.jspecify.annotations.NullMarked;
