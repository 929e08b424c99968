#include "ui/classification/outcomepage.h"

#include "ui/classification/answercards.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"

#include <QJsonObject>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString definitionOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::NotClassified:
        return OutcomePage::tr("The facts do not decide it yet; the wizard is run again.");
    case Outcome::FalsePositive:
        return OutcomePage::tr("Normal practice; root cause and tuning are asked next. Ends the incident.");
    case Outcome::NoDataCompromise:
        return OutcomePage::tr("It was real and touched no customer or support data. Ends the incident.");
    case Outcome::Referred:
        return OutcomePage::tr("Handed over to the customer; whom and what was said is asked next. Ends the incident.");
    case Outcome::ExerciseEnded:
        return OutcomePage::tr("The exercise is over. Ends the incident.");
    case Outcome::SecurityIncident:
        return OutcomePage::tr("Customer or support data is touched. Work goes on; a declaration stays open.");
    case Outcome::CustomerReportable:
        return OutcomePage::tr("A declaration stands; it can only be rescinded, by two people.");
    case Outcome::Duplicate:
        break;
    }
    return {};
}

} // namespace

OutcomePage::OutcomePage(RunDesk *desk, QWidget *parent)
    : WizardPage(parent)
    , m_desk(desk)
    , m_proposed(wrappedLabel({}, TextStyle::Muted))
    , m_banner(new Banner(Banner::Kind::Warning))
    , m_reason(new QPlainTextEdit)
    , m_consequence(wrappedLabel({}, TextStyle::SmallMuted))
    , m_slot(new QVBoxLayout)
{
    setObjectName(u"wizardOutcome"_s);
    build();
    connect(m_reason, &QPlainTextEdit::textChanged, this, &OutcomePage::changed);
    connect(m_desk, &RunDesk::changed, this, [this] { load(m_desk->details()); });
}

void OutcomePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(wrappedLabel(tr("What is it?"), TextStyle::Title));
    layout->addWidget(m_proposed);
    m_banner->hide();
    layout->addWidget(m_banner);
    layout->addLayout(m_slot);
    m_reason->setObjectName(u"chosenReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(2 * m_reason->fontMetrics().lineSpacing() + 18);
    m_reasonRow = new FormRow(tr("&Why another outcome than the facts propose"), m_reason);
    m_reasonRow->setFieldName(u"chosenReason"_s);
    layout->addWidget(m_reasonRow);
    layout->addWidget(m_consequence);
    layout->addStretch(1);
}

void OutcomePage::fillChoices()
{
    const Incident &i = m_desk->incident();
    QList<Outcome> shown;
    if (i.isDeclared()) {
        shown = {Outcome::CustomerReportable};
    } else {
        shown = {Outcome::SecurityIncident, Outcome::FalsePositive, Outcome::NoDataCompromise, Outcome::Referred};
        if (i.exercise)
            shown << Outcome::ExerciseEnded;
        shown << Outcome::NotClassified;
    }
    if (shown == m_shown)
        return;
    m_shown = shown;
    FactQuestion question;
    question.code = u"outcome"_s;
    question.question = tr("Outcome of the classification");
    for (const Outcome o : shown)
        question.answers << FactAnswer{codeOf(o), nameOf(o), definitionOf(o), {}, false, false};
    delete m_choices;
    m_choices = new AnswerCards(question);
    m_slot->addWidget(m_choices);
    connect(m_choices, &AnswerCards::chosen, this, [this] {
        m_byHand = fromCode<Outcome>(m_choices->answers().value(0));
        showWhat();
        Q_EMIT changed();
    });
    if (m_byHand && !shown.contains(*m_byHand))
        m_byHand.reset();
}

void OutcomePage::load(const IncidentDetails &)
{
    fillChoices();
    m_choices->setAnswers({codeOf(chosen())});
    showWhat();
}

QStringList OutcomePage::withoutEvidence(const ClassificationVerdict &v) const
{
    QStringList names;
    const ClassificationRun *run = m_desk->current();
    for (const QString &fact : run ? groundless(v, *run) : QStringList())
        if (const FactQuestion *question = m_desk->rules().question(fact))
            names << question->name;
    return names;
}

Outcome OutcomePage::chosen() const
{
    const bool declared = m_desk->incident().isDeclared();
    return declared ? Outcome::CustomerReportable
                    : m_byHand.value_or(outcomeToChoose(m_desk->verdict().outcome, declared));
}

QString OutcomePage::reason() const
{
    return m_reason->toPlainText().trimmed();
}

void OutcomePage::showWhat()
{
    const ClassificationVerdict v = m_desk->verdict();
    const bool declared = m_desk->incident().isDeclared();
    const bool other = !declared && chosen() != outcomeToChoose(v.outcome, declared);
    m_proposed->setText(
        v.outcome == Outcome::CustomerReportable
            ? tr("The facts propose a security incident, and that it is declared: customer data is touched.")
            : tr("The facts propose: %1.").arg(nameOf(v.outcome)));
    if (const QStringList bare = withoutEvidence(v); !bare.isEmpty())
        m_proposed->setText(
            m_proposed->text() + u' ' +
            tr("Before it can be finished, cite an entry or say why none shows it: %1.").arg(bare.join(tr(", "))));
    m_reasonRow->setVisible(other);
    if (proposesRescission(v.outcome, declared))
        m_banner->show(Banner::Kind::Warning,
                       tr("A declaration stands, and this run finds: %1.").arg(nameOf(v.outcome)),
                       tr("Finishing keeps the run and proposes to rescind the declaration. Rescinding is done by the "
                          "incident manager and legal, from the Overview."));
    else
        m_banner->hide();
    m_consequence->setText(consequence());
}

QString OutcomePage::consequence() const
{
    const ClassificationVerdict v = m_desk->verdict();
    QString text = endingFor(chosen()) ? tr("Ends %1 as “%2”; it can be reopened with a reason.")
                                             .arg(m_desk->incident().reference(), nameOf(chosen()))
                                       : tr("Keeps the run as a version of the classification: %1.")
                                             .arg(classificationText(chosen(), v.personalData));
    if (v.outcome == Outcome::CustomerReportable && chosen() == Outcome::SecurityIncident)
        text += u' ' + tr("It declares nothing: the incident manager does that next.");
    return text + u' ' + tr("Everybody who reads the incident sees it, with the facts and who took part.");
}

QString OutcomePage::summary() const
{
    return m_desk->verdict().isAnswered() ? nameOf(chosen()) : QString();
}

bool OutcomePage::isComplete() const
{
    const ClassificationVerdict v = m_desk->verdict();
    const bool declared = m_desk->incident().isDeclared();
    return v.isAnswered() && (declared || chosen() == outcomeToChoose(v.outcome, declared) || !reason().isEmpty());
}

void OutcomePage::focusFirst()
{
    m_choices->focusChoice();
}

bool OutcomePage::chooseNumber(int number)
{
    return m_choices->chooseNumber(number);
}

QJsonValue OutcomePage::pending() const
{
    if (!m_byHand && reason().isEmpty())
        return {};
    return QJsonObject{{u"chosen"_s, m_byHand ? codeOf(*m_byHand) : QString()}, {u"reason"_s, reason()}};
}

void OutcomePage::setPending(const QJsonValue &value)
{
    const QJsonObject o = value.toObject();
    m_byHand = fromCode<Outcome>(o.value(u"chosen"_s).toString());
    m_reason->setPlainText(o.value(u"reason"_s).toString());
    load(m_desk->details());
}

void OutcomePage::setWhyNot(const QString &why)
{
    m_choices->setEnabled(why.isEmpty());
    m_reason->setEnabled(why.isEmpty());
}

bool OutcomePage::showError(const Error &error)
{
    return error.field == m_reasonRow->fieldName() && showFieldError(this, error.field, error.userText);
}

} // namespace tocsin
