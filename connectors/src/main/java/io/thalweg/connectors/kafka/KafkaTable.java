package io.thalweg.connectors.kafka;

import io.thalweg.connectors.kafka.message.MessageFormat;
import io.thalweg.connectors.kafka.sink.DirectTarget;
import io.thalweg.connectors.kafka.sink.StagedTarget;
import io.thalweg.connectors.kafka.sink.TopicSink;
import io.thalweg.connectors.kafka.sink.TopicWriting;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/// A topic. Immutable; every scan asks the broker anew where partitions begin and end.
final class KafkaTable implements Table {
  private final TableDeclaration declaration;
  private final KafkaOptions options;
  private final TopicColumns columns;

  KafkaTable(TableDeclaration declaration, KafkaOptions options, TopicColumns columns) {
    this.declaration = declaration;
    this.options = options;
    this.columns = columns;
  }

  @Override
  public TableHandle handle() {
    return declaration.handle();
  }

  @Override
  public Schema schema() {
    return declaration.schema();
  }

  private boolean appendOnly() {
    return options.format() != MessageFormat.DEBEZIUM;
  }

  /// A bounded query ends where the topic does when it starts.
  @Override
  public TableFacts facts() {
    return new TableFacts(
        appendOnly(), List.of(), List.of(), appendOnly(), declaration.watermark());
  }

  /// Up to the end as of now.
  @Override
  public List<Split> splits(ScanRequest request) {
    return Partitions.of(options, true);
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    return reader(split, request);
  }

  private KafkaReader reader(Split split, ScanRequest request) {
    int number = Integer.parseInt(split.properties().getOrDefault(Partitions.PARTITION, "0"));
    String position = split.properties().getOrDefault(TableStream.POSITION, "");
    boolean appeared = split.properties().containsKey(TableStream.APPEARED);
    String first = appeared ? Partitions.BEGINNING : Partitions.FROM;
    String from = position.isEmpty() ? split.properties().getOrDefault(first, "0") : position;
    String end = split.properties().getOrDefault(Partitions.END, "");
    return new KafkaReader(
        options,
        columns,
        request,
        new TopicPartition(options.topic(), number),
        Long.parseLong(from),
        end.isEmpty() ? Long.MAX_VALUE : Long.parseLong(end));
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(
        new TableStream() {
          @Override
          public boolean appendOnly() {
            return KafkaTable.this.appendOnly();
          }

          @Override
          public List<Split> splits(ScanRequest request) {
            return Partitions.of(options, options.stopsAtEnd());
          }

          @Override
          public Optional<CompletableFuture<List<Split>>> moreSplits(
              ScanRequest request, Set<String> known) {
            return options.stopsAtEnd() || options.discovery().isZero()
                ? Optional.empty()
                : Optional.of(PartitionWatch.start(options, known));
          }

          @Override
          public Map<String, String> ends() {
            return Partitions.ends(options);
          }

          @Override
          public SplitReader open(Split split, ScanRequest request, ReadContext context) {
            return reader(split, request);
          }
        });
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public TableSink insert() {
    return new TopicSink(TopicWriting.of(options, columns));
  }

  @Override
  public StreamTarget streamTarget(String job) {
    TopicWriting writing = TopicWriting.of(options, columns);
    return options.exactlyOnce() ? new StagedTarget(writing, job) : new DirectTarget(writing);
  }

  @Override
  public List<Integer> streamTargetKey() {
    return options.key().stream().map(name -> schema().indexOf(name).orElseThrow()).toList();
  }
}
