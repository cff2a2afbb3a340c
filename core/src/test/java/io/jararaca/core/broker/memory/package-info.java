@NullMarked
package io.jararaca.core.broker.memory;

import org.jspecify.annotations.NullMarked;
