/** From people's methods and lambdas to what the worker loop runs. */
@NullMarked
package io.jararaca.worker.handler;

import org.jspecify.annotations.NullMarked;
