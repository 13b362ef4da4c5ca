package main

// settleVariables and settleArguments are what a settlement is asked under; the view's parties and issues are those of
// the question.
const (
	settleVariables = `$negotiation: String!, $asOf: Date, $knownAt: DateTime, $reading: Reading, $prefer: [VersionInput!], $floor: EvidenceFloor, $parties: [String!], $issues: [String!], $relax: [String!], $add: [RedLineInput!], $assume: [ChoiceInput!], $first: Int, $budget: Int`
	settleView      = `key: $negotiation, asOf: $asOf, knownAt: $knownAt, reading: $reading, prefer: $prefer, floor: $floor`
	settleArguments = `parties: $parties, issues: $issues, relax: $relax, add: $add, assume: $assume`
)

const settleQuery = `query Settle(` + settleVariables + `, $scenario: String, $files: Boolean!, $counted: Boolean!) {
  negotiation(` + settleView + `, scenario: $scenario) {
    key title
    settlement(` + settleArguments + `) {
      verdict asOf knownAt reading packageCount issueKeys
      explanation @include(if: $counted) dealCount @include(if: $counted)
      scenario { key title }
      parties { key name }
      redLines { ...Line }
      rules { key reason }
      preferred { disputeKey versionKey }
      relaxed { ...Line }
      idle { ...Line }
      added { ...Line }
      assumed { terms { issueKey optionKeys } }
      leftOut { kind key }
      cores(first: $first, timeBudgetMs: $budget) {
        complete count
        nodes { explanation redLines { ...Line } rules { key reason } parties { key name } issueKeys }
      }
      concessions(first: $first, timeBudgetMs: $budget) {
        complete count
        nodes {
          cost redLines { ...Line } parties { key name }
          explanation @include(if: $counted) opens @include(if: $counted) example @include(if: $counted) { ...Package }
        }
      }
      blame(timeBudgetMs: $budget) {
        complete
        parties { share party { key name } }
        redLines { share redLine { ...Line } }
      }
      witness @include(if: $counted) { ...Package }
      silences @include(if: $counted) { kind removes explanation party { key name } issue { key title } }
      options @include(if: $counted) { possible forced supposed explanation ruledOutByKeys ruleKeys option { key label issue { key title } } }
      sensitivity { change verdict differs }
      certificate { datasetHash cnf @include(if: $files) groupCnf @include(if: $files) }
    }
    assessments(first: 500) {
      nodes { key institution date text by { name } claim { kind holds parties { key name } settlement { verdict } } }
    }
  }
}
fragment Line on RedLine { key title party { key name } }
fragment Package on Deal {
  choices { issue { key title } option { key label } }
  scores { score party { key name } }
  silences { kind party { key name } issue { key title } }
  opposed { party { key name } issue { key title } }
}`
