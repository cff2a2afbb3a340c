@NullMarked
package io.jararaca.rabbitmq;

import org.jspecify.annotations.NullMarked;
