package io.thalweg.server.flight;

import static io.thalweg.server.flight.FlightFailures.guarded;

import io.thalweg.core.port.Clock;
import io.thalweg.server.engine.Engine;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTableTypes;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// The metadata commands of Flight SQL. Thread-safe.
// That closing may be interrupted is how Arrow declares it.
@SuppressWarnings("try")
abstract class MetadataProducer extends NoOpFlightSqlProducer {
  private final BufferAllocator allocator;
  private final Tickets tickets = new Tickets(Clock.SYSTEM);
  private final MetadataRows rows;

  MetadataProducer(Engine engine, BufferAllocator allocator) {
    this.allocator = allocator;
    this.rows = new MetadataRows(engine);
  }

  final BufferAllocator allocator() {
    return allocator;
  }

  final Tickets tickets() {
    return tickets;
  }

  /// One endpoint at the server the client talks to already.
  final FlightInfo info(Schema schema, ResultSource source, FlightDescriptor descriptor) {
    FlightEndpoint endpoint = new FlightEndpoint(tickets.issue(source));
    return FlightInfo.builder(schema, descriptor, List.of(endpoint)).setOrdered(true).build();
  }

  private FlightInfo metadata(
      Schema schema, Supplier<List<List<@Nullable Object>>> values, FlightDescriptor descriptor) {
    return guarded(() -> info(schema, new MetadataSource(schema, values, allocator), descriptor));
  }

  @Override
  public FlightInfo getFlightInfoSqlInfo(
      CommandGetSqlInfo command, CallContext context, FlightDescriptor descriptor) {
    return info(
        Schemas.GET_SQL_INFO_SCHEMA, new SqlInfos(List.copyOf(command.getInfoList())), descriptor);
  }

  @Override
  public FlightInfo getFlightInfoTypeInfo(
      CommandGetXdbcTypeInfo command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_TYPE_INFO_SCHEMA, () -> rows.types(command), descriptor);
  }

  @Override
  public FlightInfo getFlightInfoCatalogs(
      CommandGetCatalogs command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_CATALOGS_SCHEMA, rows::catalogs, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoSchemas(
      CommandGetDbSchemas command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_SCHEMAS_SCHEMA, () -> rows.schemas(command), descriptor);
  }

  @Override
  public FlightInfo getFlightInfoTables(
      CommandGetTables command, CallContext context, FlightDescriptor descriptor) {
    Schema schema =
        command.getIncludeSchema()
            ? Schemas.GET_TABLES_SCHEMA
            : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
    return metadata(schema, () -> rows.tables(command), descriptor);
  }

  @Override
  public FlightInfo getFlightInfoTableTypes(
      CommandGetTableTypes command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_TABLE_TYPES_SCHEMA, rows::tableTypes, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_PRIMARY_KEYS_SCHEMA, List::of, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoExportedKeys(
      CommandGetExportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_EXPORTED_KEYS_SCHEMA, List::of, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoImportedKeys(
      CommandGetImportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_IMPORTED_KEYS_SCHEMA, List::of, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoCrossReference(
      CommandGetCrossReference command, CallContext context, FlightDescriptor descriptor) {
    return metadata(Schemas.GET_CROSS_REFERENCE_SCHEMA, List::of, descriptor);
  }
}
