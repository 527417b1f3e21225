package io.thalweg.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementFormsTest {

  @Test
  void optionsMayBeNamedByReservedWords() {
    Statement.CreateTable table =
        ParserTests.parse(
            Statement.CreateTable.class,
            "CREATE TABLE t WITH (table = 'bid', FROM = 3, connector = 'nexmark')");
    assertThat(table.options())
        .extracting(Option::key)
        .containsExactly("table", "from", "connector");
  }

  @Test
  void createTableTakesColumnsKeysDefaultsAndAWatermark() {
    Statement.CreateTable table =
        ParserTests.parse(
            Statement.CreateTable.class,
            "CREATE TABLE IF NOT EXISTS c.s.t (a BIGINT PRIMARY KEY, b VARCHAR(3) NOT NULL DEFAULT"
                + " 'x', ts TIMESTAMP(3), UNIQUE (a, b), WATERMARK FOR ts AS ts - INTERVAL '4'"
                + " SECOND) WITH (connector = 'kafka', 'a.b' = -3, format = json);");
    assertThat(table.name().names).containsExactly("c", "s", "t");
    assertThat(table.mode()).isEqualTo(Statement.CreateMode.IF_NOT_EXISTS);
    assertThat(table.elements().columns())
        .extracting(c -> c.name().getSimple())
        .containsExactly("a", "b", "ts");
    TableElements.Column b = table.elements().columns().get(1);
    assertThat(b.notNull()).isTrue();
    assertThat(String.valueOf(b.type())).isEqualTo("VARCHAR(3)");
    assertThat(String.valueOf(b.defaultValue())).isEqualTo("'x'");
    assertThat(table.elements().constraints())
        .extracting(TableElements.Constraint::primary)
        .containsExactly(false, true);
    assertThat(table.elements().watermark()).isNotNull();
    assertThat(table.options())
        .extracting(Option::key)
        .containsExactly("connector", "a.b", "format");
    assertThat(table.options())
        .extracting(o -> o.value().toString())
        .containsExactly("'kafka'", "-3", "'json'");
  }

  @Test
  void createTableAsTakesNamesWithoutTypes() {
    Statement.CreateTable table =
        ParserTests.parse(Statement.CreateTable.class, "CREATE OR REPLACE TABLE t (a) AS FROM s");
    assertThat(table.mode()).isEqualTo(Statement.CreateMode.OR_REPLACE);
    assertThat(table.elements().columns().getFirst().type()).isNull();
    assertThat(String.valueOf(table.query())).contains("FROM `s`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE VIEW v(a) AS SELECT 1                  | CreateView[name=v, mode=FAIL_IF_EXISTS, columns=[a], query=SELECT 1]
          CREATE SCHEMA IF NOT EXISTS x.y               | CreateSchema[name=x.y, mode=IF_NOT_EXISTS]
          CREATE UNIQUE INDEX i ON t (a DESC, b)        | CreateIndex[name=i, table=t]
          CREATE MATERIALIZED VIEW v AS SELECT 1 EMIT ON WATERMARK | CreateMaterializedView[name=v, mode=FAIL_IF_EXISTS, columns=[], options=[], query=Query[query=SELECT 1, streaming=false, emit=ON_WATERMARK]]
          CREATE JOB j WITH (p = 4) AS INSERT INTO s SELECT STREAM a FROM t EMIT CHANGES | CreateJob[name=j, mode=FAIL_IF_EXISTS, options=[Option[name=p, value=4]], insert=Insert[call=INSERT INTO s SELECT STREAM a FROM t], emit=CHANGES]
          DROP TABLE IF EXISTS a.b CASCADE              | Drop[kind=TABLE, name=a.b, ifExists=true, cascade=true]
          DROP VIEW v                                   | Drop[kind=VIEW, name=v, ifExists=false, cascade=false]
          DROP MATERIALIZED VIEW v                      | Drop[kind=MATERIALIZED_VIEW, name=v, ifExists=false, cascade=false]
          DROP SCHEMA s RESTRICT                        | Drop[kind=SCHEMA, name=s, ifExists=false, cascade=false]
          DROP INDEX i                                  | Drop[kind=INDEX, name=i, ifExists=false, cascade=false]
          DROP JOB IF EXISTS j                          | DropJob[name=j, ifExists=true]
          TRUNCATE TABLE a.t                            | Truncate[table=a.t]
          INSERT INTO t (a, b) VALUES (1, DEFAULT)      | Insert[call=INSERT INTO t (a, b) VALUES ROW(1, DEFAULT)]
          INSERT INTO t FROM s                          | Insert[call=INSERT INTO t SELECT * FROM s]
          UPDATE t SET a = 1, b = b + 1 WHERE c IN (2)  | Update[call=UPDATE t SET a = 1, b = b + 1 WHERE c IN (2)]
          DELETE FROM t AS x WHERE x.a = 1              | Delete[call=DELETE FROM t AS x WHERE x.a = 1]
          MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a) | Merge[call=MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES ROW(s.a)]
          COPY (SELECT 1) TO 'x.parquet' (FORMAT parquet, HEADER) | Copy[query=SELECT 1, path=x.parquet, options=[Option[name=FORMAT, value='parquet'], Option[name=HEADER, value=TRUE]]]
          COPY t (a, b) TO 'x.csv' WITH (DELIMITER ';') | Copy[query=SELECT a, b FROM t, path=x.csv, options=[Option[name=DELIMITER, value=';']]]
          EXPLAIN SELECT 1                              | Explain[analyze=false, format=TEXT, statement=Query[query=SELECT 1, streaming=false, emit=CHANGES]]
          EXPLAIN ANALYZE (FORMAT json) SELECT 1        | Explain[analyze=true, format=JSON, statement=Query[query=SELECT 1, streaming=false, emit=CHANGES]]
          EXPLAIN (ANALYZE, FORMAT DOT) SELECT 1        | Explain[analyze=true, format=DOT, statement=Query[query=SELECT 1, streaming=false, emit=CHANGES]]
          EXPLAIN (SELECT 1)                            | Explain[analyze=false, format=TEXT, statement=Query[query=SELECT 1, streaming=false, emit=CHANGES]]
          SHOW CATALOGS                                 | Show[kind=CATALOGS, of=null, like=null]
          SHOW SCHEMAS FROM c                           | Show[kind=SCHEMAS, of=c, like=null]
          SHOW TABLES IN a.b LIKE 'x%'                  | Show[kind=TABLES, of=a.b, like=x%]
          SHOW COLUMNS FROM t                           | Show[kind=COLUMNS, of=t, like=null]
          SHOW FUNCTIONS LIKE 'a%'                      | Show[kind=FUNCTIONS, of=null, like=a%]
          SHOW JOBS                                     | Show[kind=JOBS, of=null, like=null]
          SHOW ALL                                      | Show[kind=SETTINGS, of=null, like=null]
          SHOW memory_limit                             | Show[kind=SETTING, of=memory_limit, like=null]
          SET memory_limit = '1GB'                      | Set[name=memory_limit, value='1GB']
          SET SESSION x TO off                          | Set[name=x, value='off']
          SET TIME ZONE 'UTC'                           | Set[name=timezone, value='UTC']
          SET x = DEFAULT                               | Reset[name=x]
          RESET ALL                                     | Reset[name=null]
          RESET x                                       | Reset[name=x]
          USE tpch.sf1                                  | Use[name=tpch.sf1]
          DESCRIBE t                                    | Describe[query=SELECT * FROM t]
          DESC 'x.parquet'                              | Describe[query=SELECT * FROM TABLE(read_file('x.parquet'))]
          DESCRIBE SELECT 1                             | Describe[query=SELECT 1]
          SUMMARIZE a.b.t                               | Summarize[query=SELECT * FROM a.b.t]
          BEGIN TRANSACTION                             | Transaction[kind=BEGIN]
          COMMIT                                        | Transaction[kind=COMMIT]
          ROLLBACK                                      | Transaction[kind=ROLLBACK]
          DESCRIBE JOB j                                | DescribeJob[name=j]
          PAUSE JOB j                                   | PauseJob[name=j]
          RESUME JOB j                                  | ResumeJob[name=j]
          CHECKPOINT JOB j                              | CheckpointJob[name=j]
          RESTORE JOB j FROM CHECKPOINT 12              | RestoreJob[name=j, checkpoint=12]
          ALTER JOB j SET (parallelism = 4)             | AlterJob[name=j, options=[Option[name=parallelism, value=4]]]
          """)
  void statements(String sql, String expected) {
    String text = StatementParser.parse(sql).toString();
    assertThat(text.replaceAll("\\s+", " ").replace("`", "")).isEqualTo(expected);
  }

  @Test
  void theWordsOfStatementsStayNames() {
    assertThat(ParserTests.query("SELECT copy, show, job, emit, explain, use FROM describe"))
        .isEqualTo("SELECT copy, show, job, emit, explain, use FROM describe");
    assertThat(
            ParserTests.parse(
                    Statement.CreateTable.class, "CREATE TABLE job (watermark INT, primary INT)")
                .elements()
                .columns())
        .hasSize(2);
  }

  @Test
  void aScriptIsReadToItsEnd() {
    List<Statement> statements =
        StatementParser.parseScript("SELECT ';'; -- ;\n;SET a = 1; /* ; */ SELECT 2");
    assertThat(statements).hasSize(3);
    assertThat(statements.get(1)).isInstanceOf(Statement.Set.class);
    assertThat(StatementParser.parseScript(" ; ; ")).isEmpty();
  }
}
