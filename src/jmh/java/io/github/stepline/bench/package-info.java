/** Measures Stepline beside other JSON logging: whole pipelines in one JVM each, and parts with JMH. */
@NullMarked
package io.github.stepline.bench;

import org.jspecify.annotations.NullMarked;
