// Reads one message of Scoreline and prints what it says: java ReadMessage [FILE], or from standard input.

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.scoreline.contracts.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * A message is an event (a CloudEvent in structured JSON, as it stands in a queue) or a statistics document. Exit code 0: printed;
 * 1: refused, and standard error says what is wrong and where.
 */
public final class ReadMessage {
    /** Takes fields that it does not know, and no value for another: Jackson would make 3 of "3" and of 3.7, and 0 of null. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, config -> config
            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .addModule(new SimpleModule()
            .addDeserializer(OffsetDateTime.class, new TimeReader())
            .addSerializer(OffsetDateTime.class, new TimeWriter()))
        .build();

    /** The message as an object of its type. */
    static Object readMessage(byte[] source) throws IOException {
        JsonNode message = MAPPER.readTree(source);
        return MAPPER.readValue(source, typeOf(message));
    }

    private static Class<?> typeOf(JsonNode message) throws IOException {
        // A document says in $schema what it is, an event in type.
        if (message.has("$schema") || !(message.has("specversion") || message.has("type"))) {
            String schema = textOf(message, "$schema");
            for (Map.Entry<String, Class<?>> document : Contracts.DOCUMENTS.entrySet()) {
                if (schema.startsWith(document.getKey())) return document.getValue();
            }
            throw new IOException("/$schema is \"" + schema + "\"; known are versions of " + Contracts.DOCUMENTS.keySet());
        }
        String type = textOf(message, "type");
        Class<?> event = Contracts.EVENTS.get(type);
        // Another major version says something else: whoever guesses reads it wrongly.
        if (event == null) throw new IOException("/type is \"" + type + "\"; known are " + Contracts.EVENTS.keySet());
        return event;
    }

    private static String textOf(JsonNode message, String name) throws IOException {
        JsonNode member = message.path(name);
        if (!member.isTextual()) throw new IOException("/" + name + (member.isMissingNode() ? " is missing" : " must be text, is " + member));
        return member.textValue();
    }

    public static void main(String[] arguments) throws IOException {
        byte[] source = arguments.length > 0 ? Files.readAllBytes(Path.of(arguments[0])) : System.in.readAllBytes();
        try {
            Object message = readMessage(source);
            System.out.println(message.getClass().getSimpleName() + " " + MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(message));
        } catch (IOException error) {
            boolean hasPlace = error instanceof JsonMappingException;
            System.err.println("Refused: " + (hasPlace ? describe((JsonMappingException) error) : error.getMessage()));
            System.exit(1);
        }
    }

    private static String describe(JsonMappingException error) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : error.getPath()) {
            pointer.append('/').append(step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()));
        }
        return pointer + " " + error.getOriginalMessage();
    }

    /** Exact to the nanosecond. */
    private static final class TimeReader extends JsonDeserializer<OffsetDateTime> {
        @Override
        public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return OffsetDateTime.parse(parser.getText());
            } catch (DateTimeParseException error) {
                throw JsonMappingException.from(parser, "must be a time such as 2026-11-22T23:40:00.123456789Z, is " + parser.getText());
            }
        }
    }

    private static final class TimeWriter extends JsonSerializer<OffsetDateTime> {
        @Override
        public void serialize(OffsetDateTime time, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        }
    }

    private ReadMessage() {}
}
