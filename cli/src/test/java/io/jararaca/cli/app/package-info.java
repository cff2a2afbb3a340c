@NullMarked
package io.jararaca.cli.app;

import org.jspecify.annotations.NullMarked;
