# What ./dev bench peers needs besides: PostgreSQL, and the peers that are no JVM's, each by its ordinary client into $CACHE/peers.

need_postgresql() {
  local bin
  for bin in "${POSTGRES_BIN:-}" /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /)")"; do
    [ ! -x "$bin/initdb" ] || { export POSTGRES_BIN=$bin; return 0; }
  done
  return 1
}

# Makes a folder anew when what it is made of has changed: folder, files, command.
made_of() {
  local made=$1 sources=$2 wanted
  wanted=$(sha256sum $sources)
  [ "$(cat "$made/made-of" 2> /dev/null)" != "$wanted" ] || return 0
  step "getting a peer of the bench into $made"
  rm -rf "$made"
  mkdir -p "$made"
  "${@:3}" "$made" && printf '%s\n' "$wanted" > "$made/made-of"
}

celery_into() {
  python3 -m venv "$1" && "$1/bin/pip" install --quiet --disable-pip-version-check -r "$PEERS/python/celery-requirements.txt"
}

bullmq_into() {
  cp "$PEERS/node/package.json" "$PEERS/node/package-lock.json" "$1" && (cd "$1" && npm ci --silent --no-audit --no-fund)
}

need_peers() {
  if ! need_postgresql && can_apt; then apt_install postgresql || true; fi
  need_postgresql || die "needs PostgreSQL's programs: install postgresql, or name their folder by POSTGRES_BIN"
  export PEERS_HOME=$CACHE/peers
  PEERS=$ROOT/benchmarks/peers
  made_of "$PEERS_HOME/celery" "$PEERS/python/celery-requirements.txt" celery_into \
    || die "needs Python 3.9 or later with venv, and Celery from PyPI"
  made_of "$PEERS_HOME/node" "$PEERS/node/package-lock.json" bullmq_into || die "needs Node.js 20 or later with npm, and BullMQ from npm"
}
