package io.thalweg.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One object per row, in an array or one per line. A name that occurs twice gets a number, because
/// an object cannot have it twice.
final class JsonWriter implements ResultWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private final boolean array;

  JsonWriter(boolean array) {
    this.array = array;
  }

  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    List<String> names = distinctNames(rows.columns());
    long count = 0;
    if (array) {
      write(out, "[");
    }
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter(array ? ",\n" : "\n"));
      rows.flushBeforeWaiting(json);
      while (rows.next()) {
        if (array && count == 0) {
          json.writeRaw('\n');
        }
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
          json.writeFieldName(names.get(i));
          JsonValues.write(json, rows, i);
        }
        json.writeEndObject();
        count++;
      }
    }
    write(out, array ? "\n]\n" : count > 0 ? "\n" : "");
    out.flush();
    return count;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> distinctNames(List<Rows.Column> columns) {
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.name()));
    Set<String> used = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (Rows.Column column : columns) {
      String name = column.name();
      for (int i = 2; !used.add(name); i++) {
        String numbered = column.name() + "_" + i;
        name = taken.contains(numbered) ? name : numbered;
      }
      names.add(name);
    }
    return names;
  }
}
