package main

import (
	"strings"

	"parley/graph"
)

// preferred is a version of a dispute that a view is to take; without a version none is.
type preferred struct {
	Dispute string `json:"dispute"`
	Version string `json:"version,omitempty"`
}

// readPreferred reads what --prefer gives.
func readPreferred(texts []string) ([]preferred, error) {
	var list []preferred
	for _, text := range trimmed(texts) {
		dispute, version, _ := strings.Cut(text, "=")
		p := preferred{strings.TrimSpace(dispute), strings.TrimSpace(version)}
		if p.Dispute == "" {
			return nil, graph.Errorf(graph.CodeInvalid, "--prefer %q names no dispute: write DISPUTE=VERSION, or DISPUTE alone to let every version count", text)
		}
		for _, other := range list {
			if other.Dispute == p.Dispute {
				return nil, graph.Errorf(graph.CodeInvalid, "--prefer names %s twice: take one version of it", p.Dispute)
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// taken is a version of a dispute that a view was asked to take.
type taken struct {
	DisputeKey string `json:"disputeKey"`
	VersionKey string `json:"versionKey"`
}

func (t taken) words() string {
	if t.VersionKey == "" {
		return t.DisputeKey + ": every version counts"
	}
	return t.DisputeKey + "=" + t.VersionKey
}
