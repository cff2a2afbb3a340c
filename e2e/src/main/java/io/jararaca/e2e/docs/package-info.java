/** The reference pages whose tables come from the code, written by {@code ./dev docs}. */
@NullMarked
package io.jararaca.e2e.docs;

import org.jspecify.annotations.NullMarked;
