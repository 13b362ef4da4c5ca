package main

// settleVariables and settleArguments are what a settlement is asked under; the view's parties and issues are those of
// the question.
const (
	settleVariables = `$negotiation: String!, $asOf: Date, $knownAt: DateTime, $reading: Reading, $floor: EvidenceFloor, $parties: [String!], $issues: [String!], $relax: [String!], $add: [RedLineInput!], $assume: [ChoiceInput!], $first: Int, $budget: Int`
	settleView      = `key: $negotiation, asOf: $asOf, knownAt: $knownAt, reading: $reading, floor: $floor`
	settleArguments = `parties: $parties, issues: $issues, relax: $relax, add: $add, assume: $assume`
)

const settleQuery = `query Settle(` + settleVariables + `, $scenario: String, $files: Boolean!) {
  negotiation(` + settleView + `, scenario: $scenario) {
    key title
    settlement(` + settleArguments + `) {
      verdict explanation asOf knownAt reading packageCount dealCount issueKeys
      scenario { key title }
      parties { key name }
      redLines { ...Line }
      rules { key reason }
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
        nodes { explanation cost opens redLines { ...Line } parties { key name } example { ...Package } }
      }
      blame(timeBudgetMs: $budget) {
        complete
        parties { share party { key name } }
        redLines { share redLine { ...Line } }
      }
      witness { ...Package }
      silences { kind removes explanation party { key name } issue { key title } }
      options { possible forced supposed explanation ruledOutByKeys ruleKeys option { key label issue { key title } } }
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
