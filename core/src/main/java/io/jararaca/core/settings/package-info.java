/**
 * Settings as processes take them: from variables, each checked, all that is wrong told at once.
 */
@NullMarked
package io.jararaca.core.settings;

import org.jspecify.annotations.NullMarked;
