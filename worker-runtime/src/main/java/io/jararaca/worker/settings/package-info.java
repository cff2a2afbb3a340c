/** What a worker process can be told. */
@NullMarked
package io.jararaca.worker.settings;

import org.jspecify.annotations.NullMarked;
