# What CI runs, piece by piece.
.PHONY: all test vet race cover certificate fuzz bench golden
all:
	.ci/run
test:
	go test ./...
vet:
	gofmt -l . && go vet ./...
race:
	go test -race ./graph/... ./schema/... ./server/... ./analysis/...
cover:
	.ci/coverage
certificate:
	.ci/certificate
fuzz:
	go test -run '^$$' -fuzz FuzzParseDate -fuzztime 60s ./graph
	go test -run '^$$' -fuzz FuzzRead -fuzztime 60s ./seed
	go test -run '^$$' -fuzz FuzzExplain -fuzztime 60s ./analysis/nogood
	go test -run '^$$' -fuzz FuzzSettle -fuzztime 60s -fuzzminimizetime 1x ./analysis/settle
	go test -run '^$$' -fuzz FuzzAgreesWithTheLibrary -fuzztime 60s ./schema/exec
	go test -run '^$$' -fuzz FuzzScan -fuzztime 60s -fuzzminimizetime 1x ./schema/document
	go test -run '^$$' -fuzz FuzzParse -fuzztime 60s -fuzzminimizetime 1x ./schema/document
	go test -run '^$$' -fuzz FuzzPrepare -fuzztime 60s -fuzzminimizetime 1x ./schema
	go test -run '^$$' -fuzz FuzzDecode -fuzztime 60s -fuzzminimizetime 1x ./server
bench:
	go test -run '^$$' -bench . ./...
golden:
	go test ./graph ./seed ./analysis/conflict ./analysis/settle ./report ./schema -update
