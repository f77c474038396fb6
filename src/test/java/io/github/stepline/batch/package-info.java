@NullMarked
package io.github.stepline.batch;

import org.jspecify.annotations.NullMarked;
