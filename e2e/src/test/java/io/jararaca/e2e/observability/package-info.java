/** What an install shows of itself: metrics that queries find, and logs that keep secrets. */
@NullMarked
package io.jararaca.e2e.observability;

import org.jspecify.annotations.NullMarked;
