package io.github.stepline.bench;

import ch.qos.logback.classic.LoggerContext;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.slf4j.LoggerFactory;

/** logstash-logback-encoder's encoder, alone. */
final class Logstash {
    private Logstash() {}

    static LogstashEncoder encoder() {
        return started(new LogstashEncoder());
    }

    /** With ten names and thirty expressions to mask. */
    static LogstashEncoder maskingEncoder() {
        MaskingJsonGeneratorDecorator masks = new MaskingJsonGeneratorDecorator();
        Expressions.NAMES.forEach(masks::addPath);
        Expressions.VALUES.forEach(masks::addValue);
        masks.start();
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.addDecorator(masks);
        return started(encoder);
    }

    private static LogstashEncoder started(LogstashEncoder encoder) {
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.start();
        return encoder;
    }
}
