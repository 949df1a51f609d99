list-and = and
results-title-plain = Results
results-title = Results: { $title }
results-empty = No result is published yet. It is shown here when the secretariat publishes it.
results-lead = { $audience ->
    [people] Based on approved answers from { $approved } of { $members } people.
    [theme-groups] Based on approved answers from { $approved } of { $members } theme groups.
   *[all-members] Based on approved answers from { $approved } of { $members } members.
}
results-unpublished = Not published yet. Only the secretariat sees this page.
results-years = Years
results-jumps = On this page
results-others = Other questions
results-unrated = The questions have no ratings, so there are no figures to show here.
results-own-missing = { $member } has no approved answer this year.
results-perspectives = By perspective
results-perspective = Perspective
results-overall = All perspectives
results-table-caption = The same figures as in the picture, on the questions’ own scale.
results-n = Number
results-n-of = { $n } of { $members }
results-median = Median
results-quartiles = Quartiles
results-mean = Mean
results-range = Min–max
results-middle-half = Middle half
results-share = Share that reaches { $threshold }
results-change = Change from { $year }
results-pairs = { $audience ->
    [people] { $pairs ->
        [one] one person answered in both years
       *[other] { $pairs } people answered in both years
    }
    [theme-groups] { $pairs ->
        [one] one theme group answered in both years
       *[other] { $pairs } theme groups answered in both years
    }
   *[all-members] { $pairs ->
        [one] { -region(form: "a") } answered in both years
       *[other] { $pairs } { -region(form: "many") } answered in both years
    }
}
results-comparable = The change is based on { $linked } of { $all } parts: those whose questions are the same as in { $earlier }.
results-reworded = Reworded since, but asking the same thing: { $items }.
results-own-earlier = { $year }
results-thin = Not enough answers
results-parts = By part
results-part = Part
results-chart-title = The network’s profile { $year }
results-sentence = Highest is { $highest } (median { $highest-score }), lowest is { $lowest } (median { $lowest-score }).
results-sentence-equal = All perspectives are at the same level.
results-sentence-none = There are not enough answers for a picture yet.
results-how = How it is computed
results-how-1 = A part gets a value when at least two thirds of the applicable questions are answered. A perspective’s value is the mean of its parts.
results-how-2 = Every member weighs the same. Quartiles are shown when at least five members have a value. There is no ranking.
results-how-3 = Change is computed over members with answers in both years, and only over parts whose questions can be compared.

status-lead = { $submitted } of { $members } have submitted.
status-member = Answers from
status-state = State
status-since = Since
status-empty = No round is open at the moment.
