#!/usr/bin/env bash
# Fetches the files of lib/ from the npm registry, checks them against lib/SHA256SUMS and stores them compressed. To take
# other versions, change them here and delete lib/SHA256SUMS: then the sums are written anew, and LICENSES.txt is to be
# looked through again.
set -euo pipefail
cd "$(dirname "$0")"
files=(
	graphiql@4.1.2/graphiql.min.js
	graphiql@4.1.2/graphiql.min.css
	react@18.3.1/umd/react.production.min.js
	react-dom@18.3.1/umd/react-dom.production.min.js
)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for file in "${files[@]}"; do
	package=${file%%/*} name=${file##*/}
	[ -d "$work/$package" ] || {
		mkdir "$work/$package"
		tarball=$(cd "$work" && npm pack --silent "$package")
		tar -xzf "$work/$tarball" -C "$work/$package" --strip-components=1
	}
	cp "$work/$package/${file#*/}" "$work/$name"
done
names=("${files[@]##*/}")
if [ -e lib/SHA256SUMS ]; then
	(cd "$work" && sha256sum --check --strict) <lib/SHA256SUMS
else
	(cd "$work" && sha256sum "${names[@]}") >lib/SHA256SUMS
fi
for name in "${names[@]}"; do
	gzip -9n <"$work/$name" >"lib/$name.gz"
done
