package io.jararaca.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** A database of PostgreSQL that nobody else uses. */
final class Database {
  static final String USER = "postgres";

  private Database() {}

  /** JDBC URL of the empty database that JDBC_URL names. */
  static String url() {
    return Objects.requireNonNull(System.getenv("JDBC_URL"), "JDBC_URL");
  }

  static HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setUsername(USER);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  /** Runs the statements of a resource. */
  static void create(String resource) throws IOException, SQLException {
    try (HikariDataSource pool = pool(1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        InputStream sql = Database.class.getResourceAsStream(resource)) {
      byte[] text = Objects.requireNonNull(sql, resource).readAllBytes();
      statement.execute(new String(text, StandardCharsets.UTF_8));
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }
}
