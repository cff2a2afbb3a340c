# What ./dev bench peers needs besides: PostgreSQL, and the peers that are no JVM's, each by its ordinary client into $CACHE/peers.

need_postgresql() {
  local bin
  for bin in "${POSTGRES_BIN:-}" /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /)")"; do
    [ ! -x "$bin/initdb" ] || { export POSTGRES_BIN=$bin; return 0; }
  done
  return 1
}

need_peers() {
  if ! need_postgresql && can_apt; then apt_install postgresql || true; fi
  need_postgresql || die "needs PostgreSQL's programs: install postgresql, or name their folder by POSTGRES_BIN"
  export PEERS_HOME=$CACHE/peers
}
