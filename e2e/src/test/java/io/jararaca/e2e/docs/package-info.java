@NullMarked
package io.jararaca.e2e.docs;

import org.jspecify.annotations.NullMarked;
