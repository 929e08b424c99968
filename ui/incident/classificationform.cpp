#include "ui/incident/classificationform.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/choicegroup.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kTwoColumnsFrom = 600;

QString personalDefinition(PersonalData value)
{
    switch (value) {
    case PersonalData::NotKnown:
        return ClassificationForm::tr("The question stays open.");
    case PersonalData::No:
        return ClassificationForm::tr("No data about people is among what was touched.");
    case PersonalData::Yes:
        return ClassificationForm::tr("Data about people is involved: it reads as a privacy breach.");
    }
    return {};
}

} // namespace

ClassificationForm::ClassificationForm(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_outcome(new ChoiceGroup(tr("Outcome")))
    , m_personal(new ChoiceGroup(tr("Personal data involved")))
    , m_reason(new QPlainTextEdit)
    , m_participants(new QLineEdit)
    , m_banner(new Banner(Banner::Kind::Error))
    , m_conflict(new ConflictPanel)
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_save(new QPushButton(tr("Save the classification")))
    , m_history(new QVBoxLayout)
{
    build();
    m_draft->watch(u"outcome"_s, m_outcome);
    m_draft->watch(u"personal"_s, m_personal);
    m_draft->watch(u"reason"_s, m_reason);
    m_draft->watch(u"participants"_s, m_participants);
    connect(m_draft, &FormDraft::restored, this, [this] {
        m_banner->show(Banner::Kind::Info, tr("What you had typed is back."));
        m_overtaken = m_baseOutcome != codeOf(m_details.incident.outcome) ||
                      m_basePersonal != codeOf(m_details.incident.personalData);
        if (m_overtaken)
            readHistory();
    });
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(m_baseOutcome + u'/' + m_basePersonal); },
        [this](const QJsonValue &v) {
            m_baseOutcome = v.toString().section(u'/', 0, 0);
            m_basePersonal = v.toString().section(u'/', 1);
        });
    connect(m_conflict, &ConflictPanel::decided, this, [this](const auto &choices) {
        const Incident &i = m_details.incident;
        if (choices.contains(u"outcome"_s) && choices.value(u"outcome"_s) == ConflictPanel::Choice::Theirs)
            m_outcome->setValue(codeOf(i.outcome));
        if (choices.contains(u"personal"_s) && choices.value(u"personal"_s) == ConflictPanel::Choice::Theirs)
            m_personal->setValue(codeOf(i.personalData));
        m_baseOutcome = codeOf(i.outcome);
        m_basePersonal = codeOf(i.personalData);
        m_draft->touch();
        m_save->setEnabled(whyNotNow().isEmpty() && !m_busy);
        m_why->hide();
    });
    connect(m_save, &QPushButton::clicked, this, &ClassificationForm::save);
}

ClassificationForm::~ClassificationForm()
{
    m_draft->flush();
}

void ClassificationForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *card = new Card(tr("Classification"), this);
    layout->addWidget(card);
    m_outcome->setObjectName(u"outcome"_s);
    m_personal->setObjectName(u"personalData"_s);
    for (const auto &e : enumTable<PersonalData>())
        m_personal->addChoice(codeOf(e.value), nameOf(e.value), personalDefinition(e.value));
    m_choices = new QBoxLayout(QBoxLayout::TopToBottom);
    m_choices->setSpacing(12);
    auto *outcome = new FormRow(tr("Outcome"), m_outcome);
    outcome->setFieldName(u"outcome"_s);
    m_choices->addWidget(outcome, 1);
    m_choices->addWidget(new FormRow(tr("Personal data involved"), m_personal), 1);
    card->body()->addLayout(m_choices);
    m_reason->setObjectName(u"classifyReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(3 * fontMetrics().lineSpacing() + 18);
    auto *reason = new FormRow(tr("Which fa&cts led to it"), m_reason);
    reason->setFieldName(u"reason"_s);
    card->body()->addWidget(reason);
    m_participants->setObjectName(u"participants"_s);
    auto *people = new FormRow(tr("Who took &part"), m_participants);
    people->setFieldName(u"participants"_s);
    people->setHelp(tr("Responders decide together with the engineers of the service."));
    card->body()->addWidget(people);
    m_banner->setClosable(true);
    m_banner->hide();
    card->body()->addWidget(m_banner);
    card->body()->addWidget(m_conflict);
    auto *foot = new QHBoxLayout;
    m_why->hide();
    foot->addWidget(m_why, 1);
    m_save->setObjectName(u"saveClassification"_s);
    m_save->setAccessibleName(tr("Save the classification"));
    m_save->setToolTip(tr("Kept as a new version; everybody who reads the incident sees it. It declares nothing."));
    foot->addStretch();
    foot->addWidget(m_save);
    card->body()->addLayout(foot);
    m_history->setSpacing(8);
    card->body()->addLayout(m_history);
}

void ClassificationForm::resizeEvent(QResizeEvent *event)
{
    m_choices->setDirection(event->size().width() >= kTwoColumnsFrom ? QBoxLayout::LeftToRight
                                                                     : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

void ClassificationForm::fillOutcomes()
{
    const bool declared = m_details.incident.isDeclared();
    const QVariant before = m_outcome->value();
    m_outcome->clear();
    if (declared) {
        m_outcome->addChoice(codeOf(Outcome::CustomerReportable), nameOf(Outcome::CustomerReportable),
                             tr("A declaration stands; it can only be rescinded."));
    } else {
        m_outcome->addChoice(codeOf(Outcome::NotClassified), nameOf(Outcome::NotClassified),
                             tr("The facts do not decide it yet."));
        m_outcome->addChoice(codeOf(Outcome::SecurityIncident), nameOf(Outcome::SecurityIncident),
                             tr("Unlawful access to customer or support data, or unauthorised access that lost, "
                                "disclosed or changed such data."));
    }
    m_outcome->setValue(declared ? QVariant(codeOf(Outcome::CustomerReportable)) : before);
    m_declaredShown = declared;
}

void ClassificationForm::fillFromIncident()
{
    const FormDraft::Pause pause(*m_draft);
    m_conflict->closeConflict();
    m_baseOutcome = codeOf(m_details.incident.outcome);
    m_basePersonal = codeOf(m_details.incident.personalData);
    m_outcome->setValue(codeOf(m_details.incident.outcome));
    m_personal->setValue(codeOf(m_details.incident.personalData));
}

void ClassificationForm::showIncident(const IncidentDetails &details)
{
    const bool first = details.incident.id != m_details.incident.id;
    const bool changed = first || details.incident.version != m_details.incident.version;
    const bool other = !first && (details.incident.outcome != m_details.incident.outcome ||
                                  details.incident.personalData != m_details.incident.personalData);
    m_details = details;
    m_overtaken = m_overtaken || (other && m_draft->isTouched());
    if (first || m_declaredShown != details.incident.isDeclared())
        fillOutcomes();
    if (first || (changed && !m_draft->isTouched()))
        fillFromIncident();
    if (first)
        openDraft();
    if (changed)
        readHistory();
    const QString why = whyNotNow();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_save->setEnabled(why.isEmpty() && !m_busy);
}

void ClassificationForm::openDraft()
{
    m_draft->open(u"classify/%1"_s.arg(m_details.incident.id.value), m_details.incident.id);
}

QString ClassificationForm::whyNotNow() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    if (m_conflict->isOpen())
        return tr("Somebody classified it meanwhile. Decide first which stays.");
    if (!context.readOnly && m_details.incident.isDone())
        return tr("This incident has ended. Reopen it first.");
    return whyNoRight(Right::Classify, m_details.incident, context);
}

void ClassificationForm::focusOutcome()
{
    m_outcome->focusChoice();
}

void ClassificationForm::save()
{
    clearFieldErrors(this);
    m_banner->hide();
    ClassificationInput in;
    in.outcome = fromCode<Outcome>(m_outcome->value().toString()).value_or(Outcome::NotClassified);
    in.personalData = fromCode<PersonalData>(m_personal->value().toString()).value_or(PersonalData::NotKnown);
    in.reason = m_reason->toPlainText().trimmed();
    in.participants = m_participants->text().trimmed();
    const Incident &i = m_details.incident;
    if (const auto allowed = checkClassification(in.outcome, i.isDeclared(), i.isDone(), in.reason); !allowed) {
        answer(allowed);
        return;
    }
    m_busy = true;
    m_save->setEnabled(false);
    m_draft->act<void>(
        this, [id = i.id, version = i.version, in](Services &s) { return s.assessments.classify(id, version, in); },
        [this](const Result<void> &r) {
            m_busy = false;
            m_save->setEnabled(whyNotNow().isEmpty());
            answer(r);
        });
}

void ClassificationForm::answer(const Result<void> &result)
{
    if (result) {
        const QSignalBlocker quietReason(m_reason);
        const QSignalBlocker quietPeople(m_participants);
        m_reason->clear();
        m_participants->clear();
        openDraft(); // what was kept in another window, if anything
        Q_EMIT done(tr("Classification of %1 saved").arg(m_details.incident.reference()));
        return;
    }
    const Error &error = result.error();
    if (error.kind == ErrorKind::Conflict) {
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed this incident meanwhile."),
                       tr("It has been read again and what you typed is kept. Look at it, then press again."));
        Q_EMIT stale();
    } else if (error.field.isEmpty() || !showFieldError(this, error.field, error.userText)) {
        m_banner->show(Banner::Kind::Error, error.userText);
    }
}

void ClassificationForm::readHistory()
{
    m_ui.workspace->run<QList<ClassificationRow>>(
        this, [id = m_details.incident.id](Services &s) { return s.assessments.classifications(id); },
        [this](const Result<QList<ClassificationRow>> &rows) {
            if (!rows)
                return;
            showHistory(*rows);
            if (std::exchange(m_overtaken, false))
                mergeTheirs(
                    rows->isEmpty()
                        ? QString()
                        : tr("%1 classified it at %2.").arg(rows->first().byName, TimeText().time(rows->first().atMs)));
        });
}

void ClassificationForm::mergeTheirs(const QString &who)
{
    const Incident &i = m_details.incident;
    FieldMerge merge;
    const auto outcomeName = [](const QString &code) {
        const auto value = fromCode<Outcome>(code);
        return value ? nameOf(*value) : QString();
    };
    const auto personalName = [](const QString &code) {
        const auto value = fromCode<PersonalData>(code);
        return value ? nameOf(*value) : QString();
    };
    const QString outcome = merge.value(u"outcome"_s, tr("Outcome"), m_baseOutcome, m_outcome->value().toString(),
                                        QString(codeOf(i.outcome)), outcomeName);
    const QString personal = merge.value(u"personal"_s, tr("Personal data involved"), m_basePersonal,
                                         m_personal->value().toString(), QString(codeOf(i.personalData)), personalName);
    if (!merge.isChanged())
        return;
    const FormDraft::Pause pause(*m_draft);
    m_outcome->setValue(outcome);
    m_personal->setValue(personal);
    const QString sentence = who.isEmpty() ? tr("Somebody classified it meanwhile.") : who;
    if (merge.open().isEmpty()) {
        m_baseOutcome = codeOf(i.outcome);
        m_basePersonal = codeOf(i.personalData);
        m_banner->show(Banner::Kind::Info, sentence, tr("It is together with what you chose. Look at it, then save."));
        return;
    }
    m_conflict->showConflict(tr("%1 You had chosen something else.").arg(sentence), merge.note(), merge.open());
    m_why->setText(whyNotNow());
    m_why->show();
    m_save->setEnabled(false);
}

void ClassificationForm::showHistory(const QList<ClassificationRow> &rows)
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const ClassificationRow &r : rows) {
        const QString what = r.outcome == Outcome::CustomerReportable || r.personalData == PersonalData::NotKnown
                                 ? classificationText(r.outcome, r.personalData)
                                 : tr("%1, personal data: %2").arg(nameOf(r.outcome), nameOf(r.personalData).toLower());
        const QString with = r.participants.isEmpty() ? QString() : tr("With %1.").arg(r.participants);
        m_history->addWidget(makeHistoryRow(r.atMs, now, r.byName, what, (r.reason + u' ' + with).trimmed()));
    }
}

} // namespace tocsin
