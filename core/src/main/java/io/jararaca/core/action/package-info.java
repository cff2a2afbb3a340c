/** What people declare: recurring actions and messages, with every default resolved. */
@NullMarked
package io.jararaca.core.action;

import org.jspecify.annotations.NullMarked;
