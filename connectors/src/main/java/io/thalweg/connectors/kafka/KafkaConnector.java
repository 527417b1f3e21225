package io.thalweg.connectors.kafka;

import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import java.util.List;

/// Declares topics of Kafka as tables. Thread-safe.
public final class KafkaConnector implements Connector {
  static final String OWNER = "connector 'kafka'";

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public boolean hasCatalog() {
    return false;
  }

  @Override
  public Table declareTable(TableDeclaration declaration) {
    List<String> primaryKey =
        declaration.primaryKey().stream()
            .map(ordinal -> declaration.schema().field(ordinal).name())
            .toList();
    KafkaOptions options = KafkaOptions.parse(declaration.options(), primaryKey);
    return new KafkaTable(declaration, options, TopicColumns.of(declaration, options));
  }
}
