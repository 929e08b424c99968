#include "ui/incident/declarepanel.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/choicegroup.h"
#include "ui/common/clockticker.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/counted.h"
#include "ui/incident/entrypicker.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QHash>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <limits>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString groundDefinition(DeclarationGround ground)
{
    switch (ground) {
    case DeclarationGround::AccessOccurred:
        return DeclarePanel::tr("The event and the access are beyond reasonable doubt.");
    case DeclarationGround::AccessVeryLikely:
        return DeclarePanel::tr("The event is beyond reasonable doubt; that customer data was touched is very likely.");
    case DeclarationGround::LegalOrContractual:
        return DeclarePanel::tr("Law or a contract asks for notice of what happened.");
    }
    return {};
}

} // namespace

DeclarePanel::DeclarePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/declare"_s, details, parent)
    , m_ground(new ChoiceGroup(tr("Ground of the declaration")))
    , m_entries(new EntryPicker(ui, details.incident.id))
    , m_statement(wrappedLabel({}, TextStyle::Body))
    , m_signed(new QCheckBox(tr("I &sign this statement")))
    , m_consultedWho(new QLineEdit)
    , m_consultedAt(new InstantEdit(tr("When legal was consulted")))
    , m_earlier(new QCheckBox(tr("It was decided &earlier than now")))
    , m_earlierBox(new QWidget)
    , m_instant(new InstantEdit(tr("Instant of the declaration")))
    , m_earlierReason(new QPlainTextEdit)
    , m_toAuthorities(new QCheckBox(tr("A&uthorities")))
    , m_authorities(new QPlainTextEdit)
    , m_toSubjects(new QCheckBox(tr("&Data subjects")))
    , m_subjects(new QLineEdit)
    , m_open(wrappedLabel({}, TextStyle::SmallMuted))
    , m_startsHead(wrappedLabel({}, TextStyle::BodyBold))
    , m_starts(new QListWidget)
    , m_fill(new QPushButton(tr("&Fill from the incident")))
{
    setPrimary(tr("Declare"));
    addGround();
    addEvidence();
    addStatement();
    addConsultation();
    addInstant();
    addAlsoTold();
    addStarts();
    addWanted();
    watchFields();
    updateStatement();
    updateTexts();
    updateWanted();
    readScope();
    connect(m_ui.ticker, &ClockTicker::tick, this, [this, minute = nowMs() / kMinuteMs]() mutable {
        if (nowMs() / kMinuteMs == minute)
            return;
        minute = nowMs() / kMinuteMs;
        m_consultedAt->setLatest(nowMs());
        m_instant->setLatest(nowMs());
        updateTexts();
    });
    finish();
}

void DeclarePanel::addGround()
{
    m_ground->setObjectName(u"ground"_s);
    for (const auto &e : enumTable<DeclarationGround>())
        m_ground->addChoice(codeOf(e.value), nameOf(e.value), groundDefinition(e.value));
    connect(m_ground, &ChoiceGroup::valueChanged, this, [this] {
        // Another ground is another statement: what was signed is not this one.
        m_signed->setChecked(false);
        updateStatement();
    });
    addRow(tr("Ground"), m_ground, u"ground"_s);
}

void DeclarePanel::addEvidence()
{
    connect(m_entries, &EntryPicker::chosenChanged, this, [this] {
        draft().touch();
        updateButton();
    });
    auto *row = addRow(tr("Entries it rests on"), m_entries, u"citations"_s);
    row->setHelp(tr("One at least. The declaration cites them in the record."));
}

void DeclarePanel::addStatement()
{
    auto *box = new Card;
    box->body()->addWidget(m_statement);
    m_signed->setObjectName(u"signed"_s);
    m_signed->setAccessibleName(tr("I sign this statement"));
    box->body()->addWidget(m_signed);
    box->setFocusProxy(m_signed);
    addRow(tr("Statement, word for word as it will stand in the record"), box, u"statement"_s);
}

void DeclarePanel::addConsultation()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_consultedWho->setObjectName(u"consultedWho"_s);
    m_consultedWho->setPlaceholderText(tr("Who of the legal department"));
    m_consultedWho->setAccessibleName(tr("Who of the legal department was consulted"));
    m_consultedAt->setObjectName(u"consultedAt"_s);
    m_consultedAt->setLatest(nowMs());
    m_consultedAt->setMs(nowMs());
    layout->addWidget(m_consultedWho);
    layout->addWidget(m_consultedAt);
    box->setFocusProxy(m_consultedWho);
    addRow(tr("&Consultation with legal"), box, u"consultation"_s);
}

void DeclarePanel::addInstant()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_earlier->setObjectName(u"earlier"_s);
    m_earlier->setAccessibleName(tr("It was decided earlier than now"));
    layout->addWidget(m_earlier);
    auto *inner = new QVBoxLayout(m_earlierBox);
    inner->setContentsMargins({});
    inner->setSpacing(6);
    m_instant->setObjectName(u"instantEdit"_s);
    m_instant->setLatest(nowMs());
    m_instant->setMs(nowMs());
    m_earlierReason->setObjectName(u"earlierReason"_s);
    m_earlierReason->setAccessibleName(tr("Why the declaration counts from an earlier instant"));
    m_earlierReason->setPlaceholderText(tr("Why it counts from then"));
    m_earlierReason->setTabChangesFocus(true);
    m_earlierReason->setFixedHeight(2 * fontMetrics().lineSpacing() + 18);
    inner->addWidget(m_instant);
    inner->addWidget(m_earlierReason);
    layout->addWidget(m_earlierBox);
    m_earlierBox->hide();
    box->setFocusProxy(m_earlier);
    connect(m_earlier, &QCheckBox::toggled, m_earlierBox, &QWidget::setVisible);
    connect(m_earlier, &QCheckBox::toggled, this, &DeclarePanel::updateTexts);
    connect(m_instant, &InstantEdit::edited, this, &DeclarePanel::updateTexts);
    auto *row = addRow(tr("Instant"), box, u"instant"_s);
    row->setHelp(tr("Now, by the clock of the database, unless it was decided earlier. Never later."));
}

void DeclarePanel::addAlsoTold()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    const auto choice = [&](QCheckBox *on, const QString &name, QWidget *field) {
        on->setObjectName(name);
        on->setAccessibleName(QString(on->text()).remove(u'&'));
        layout->addWidget(on);
        layout->addWidget(field);
        field->hide();
        connect(on, &QCheckBox::toggled, field, &QWidget::setVisible);
        connect(on, &QCheckBox::toggled, this, &DeclarePanel::updateTexts);
    };
    m_authorities->setObjectName(u"authorities"_s);
    m_authorities->setPlaceholderText(tr("Which authorities, one a line"));
    m_authorities->setTabChangesFocus(true);
    m_authorities->setFixedHeight(2 * fontMetrics().lineSpacing() + 18);
    connect(m_authorities, &QPlainTextEdit::textChanged, this, &DeclarePanel::updateTexts);
    choice(m_toAuthorities, u"toAuthorities"_s, nameRow(tr("Which authorities"), m_authorities, u"authorities"_s));
    m_subjects->setObjectName(u"dataSubjects"_s);
    m_subjects->setPlaceholderText(tr("Who they are: the holders of the mailboxes, say"));
    choice(m_toSubjects, u"toDataSubjects"_s, nameRow(tr("Who the data subjects are"), m_subjects, u"dataSubjects"_s));
    box->setFocusProxy(m_toAuthorities);
    auto *row = addRow(tr("Also told within 72 hours, where it applies"), box, u"alsoTold"_s);
    row->setHelp(tr("Each gets a clock of its own from the declaration. What the law asks for beside it is decided by "
                    "legal."));
}

QWidget *DeclarePanel::nameRow(const QString &name, QWidget *field, const QString &fieldName)
{
    field->setAccessibleName(name);
    auto *row = new FormRow(name, field);
    row->setFieldName(fieldName);
    return row;
}

QList<AlsoTold> DeclarePanel::alsoTold() const
{
    QList<AlsoTold> list;
    if (m_toAuthorities->isChecked()) {
        for (const QString &line : m_authorities->toPlainText().split(u'\n'))
            if (!line.trimmed().isEmpty())
                list.append({Addressee::Authority, line.simplified()});
        if (list.isEmpty())
            list.append({Addressee::Authority, {}}); // chosen, and not named: the refusal says so
    }
    if (m_toSubjects->isChecked())
        list.append({Addressee::DataSubjects, m_subjects->text().simplified()});
    return list;
}

void DeclarePanel::addStarts()
{
    auto *card = new Card(tr("What it will start"));
    m_starts->setObjectName(u"startsList"_s);
    m_starts->setAccessibleName(tr("Clocks that the declaration starts"));
    m_starts->setSelectionMode(QAbstractItemView::NoSelection);
    m_starts->setWordWrap(true);
    m_starts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_starts->setUniformItemSizes(false);
    card->body()->addWidget(m_startsHead);
    card->body()->addWidget(m_starts);
    addWidget(card);
}

void DeclarePanel::showStarts(qint64 startMs, qint64 deadlineMs)
{
    const TimeText time;
    const QString when = tr("from %1 (%2) to %3 (%4)")
                             .arg(time.brief(startMs, nowMs()), TimeText::shortUtc(startMs),
                                  time.brief(deadlineMs, nowMs()), TimeText::shortUtc(deadlineMs));
    QStringList lines;
    QHash<CustomerId, int> subscriptions;
    QList<std::pair<CustomerId, QString>> customers;
    for (const ScopeRow &row : std::as_const(m_scope)) {
        if (!subscriptions.contains(row.customer))
            customers.append({row.customer, row.customerName});
        ++subscriptions[row.customer];
    }
    for (const auto &[id, name] : std::as_const(customers))
        lines << tr("%1 · customer, %2, %3")
                     .arg(name, counted(subscriptions.value(id), tr("%1 subscription"), tr("%1 subscriptions")), when);
    if (customers.isEmpty())
        lines << tr("Whoever turns out to be affected · customers, %1").arg(when);
    for (const AlsoTold &told : alsoTold())
        lines << tr("%1 · %2, %3")
                     .arg(told.name.isEmpty() ? tr("Not named yet") : told.name, nameOf(told.addressee).toLower(),
                          when);
    m_startsHead->setText(counted(lines.size(), tr("Starts %1 clock of 72 hours"), tr("Starts %1 clocks of 72 hours")));
    if (lines.size() == m_starts->count()) {
        for (int n = 0; n < lines.size(); ++n)
            m_starts->item(n)->setText(lines[n]);
    } else {
        m_starts->clear();
        m_starts->addItems(lines);
    }
    constexpr int kShown = 4;
    const int shown = qMin<int>(kShown, static_cast<int>(lines.size()));
    m_starts->setFixedHeight(shown * 2 * (fontMetrics().lineSpacing() + 3) + 8);
}

void DeclarePanel::fillWanted()
{
    QStringList impact, resources;
    for (const ScopeRow &row : std::as_const(m_scope)) {
        impact << tr("%1 · %2 (%3)").arg(row.customerName, row.subscriptionName, row.certainty);
        if (!row.accessed.isEmpty() && !resources.contains(row.accessed))
            resources << row.accessed;
    }
    m_ui.workspace->run<QStringList>(
        this,
        [id = incident().id](Services &s) -> Result<QStringList> {
            TimelineFilter contained;
            contained.kinds = {EntryKind::Containment};
            constexpr qint64 end = std::numeric_limits<qint64>::max();
            auto entries = s.timeline.before(id, contained, {end, end}, 20);
            if (!entries)
                return tl::unexpected(entries.error());
            QStringList lines;
            for (const TimelineEntry &e : std::as_const(*entries))
                if (!e.struck)
                    lines << e.text.simplified();
            return lines;
        },
        [this, impact, resources](const Result<QStringList> &repair) {
            const auto fill = [](QPlainTextEdit *field, const QStringList &lines) {
                if (field->toPlainText().trimmed().isEmpty() && !lines.isEmpty())
                    field->setPlainText(lines.join(u'\n'));
            };
            fill(m_impact, impact);
            fill(m_resources, resources);
            fill(m_repair, repair.value_or(QStringList()));
        });
}

void DeclarePanel::addWanted()
{
    m_open->setObjectName(u"wantedOpen"_s);
    addWidget(m_open);
    m_fill->setObjectName(u"fillWanted"_s);
    m_fill->setAccessibleName(tr("Fill what is open from the scope and the timeline"));
    m_fill->setToolTip(tr("Who is affected and what was accessed from the scope, repair steps from the containment in "
                          "the timeline. Nothing that you typed is replaced."));
    connect(m_fill, &QPushButton::clicked, this, &DeclarePanel::fillWanted);
    auto *fillRow = new QWidget;
    auto *fillLayout = new QHBoxLayout(fillRow);
    fillLayout->setContentsMargins({});
    fillLayout->addWidget(m_fill);
    fillLayout->addStretch(1);
    addWidget(fillRow);
    const auto wanted = [this](const QString &label, QPlainTextEdit *&field, const QString &name) {
        FormRow *row = addText(label, field, name, name, 2);
        row->setOptional(true);
        connect(field, &QPlainTextEdit::textChanged, this, &DeclarePanel::updateWanted);
    };
    wanted(tr("Customer &impact"), m_impact, u"customerImpact"_s);
    wanted(tr("&Resources accessed"), m_resources, u"resourcesAccessed"_s);
    wanted(tr("Repair s&teps"), m_repair, u"repairSteps"_s);
}

void DeclarePanel::watchFields()
{
    draft().watch(u"ground"_s, m_ground);
    draft().watch(
        u"citations"_s,
        [this] {
            QJsonArray list;
            for (EntryId id : m_entries->chosen())
                list.append(id.value);
            return QJsonValue(list);
        },
        [this](const QJsonValue &v) {
            QList<EntryId> list;
            for (const QJsonValue &id : v.toArray())
                list.append(EntryId{id.toInteger()});
            m_entries->setChosen(list);
            updateStatement();
        });
    draft().watch(u"consultedWho"_s, m_consultedWho);
    draft().watch(u"consultedAt"_s, m_consultedAt);
    draft().watch(u"earlier"_s, m_earlier);
    draft().watch(u"instant"_s, m_instant);
    draft().watch(u"earlierReason"_s, m_earlierReason);
    draft().watch(u"toAuthorities"_s, m_toAuthorities);
    draft().watch(u"authorities"_s, m_authorities);
    draft().watch(u"toDataSubjects"_s, m_toSubjects);
    draft().watch(u"dataSubjects"_s, m_subjects);
}

void DeclarePanel::readScope()
{
    m_ui.workspace->run<QList<ScopeRow>>(
        this, [id = incident().id](Services &s) { return s.customers.scope(id); },
        [this](const Result<QList<ScopeRow>> &scope) {
            if (!scope)
                return;
            m_scope.clear();
            for (const ScopeRow &row : *scope)
                if (row.inScope)
                    m_scope.append(row);
            updateTexts();
        });
}

void DeclarePanel::refresh()
{
    m_entries->reload();
    readScope();
}

void DeclarePanel::updateStatement()
{
    const auto ground = fromCode<DeclarationGround>(m_ground->value().toString());
    m_statement->setText(ground ? DeclarationService::statement(*ground)
                                : tr("Choose the ground: the statement follows from it."));
    m_signed->setEnabled(ground.has_value());
}

void DeclarePanel::updateTexts()
{
    const qint64 start = m_earlier->isChecked() ? m_instant->ms() : nowMs();
    showStarts(start, deadlineAfter(start, kCommitmentMs));
    const std::optional<Severity> severity = incident().severity;
    const QString effect = !severity                     ? tr("Severity becomes High.")
                           : *severity >= Severity::High ? tr("Severity stays %1.").arg(nameOf(*severity))
                                                         : tr("Severity rises from %1 to High.").arg(nameOf(*severity));
    setTexts(tr("Declare %1 customer-reportable").arg(incident().reference()),
             tr("Starts %1 of 72 hours, each listed below with its deadline. %2 Taking it back needs you and legal.")
                 .arg(counted(m_starts->count(), tr("%1 clock"), tr("%1 clocks")), effect),
             tr("Everybody who reads the incident sees the declaration; its clocks stand on the board. Nobody outside "
                "is told by it: notices go out when legal has approved them and you send them."));
}

void DeclarePanel::updateWanted()
{
    QStringList open;
    if (m_impact && m_impact->toPlainText().trimmed().isEmpty())
        open << tr("customer impact");
    if (m_resources && m_resources->toPlainText().trimmed().isEmpty())
        open << tr("resources accessed");
    if (m_repair && m_repair->toPlainText().trimmed().isEmpty())
        open << tr("repair steps");
    m_open->setText(open.isEmpty() ? tr("Everything that is wanted is here.")
                                   : tr("Wanted, not required. Open: %1.").arg(open.join(tr(", "))));
}

QString DeclarePanel::whyDisabled() const
{
    return whyNot(Act::Declare, incident(), context());
}

DeclarationInput DeclarePanel::input() const
{
    DeclarationInput in;
    in.ground = fromCode<DeclarationGround>(m_ground->value().toString()).value_or(DeclarationGround::AccessOccurred);
    in.statementSigned = m_signed->isChecked();
    in.consultedWho = m_consultedWho->text().trimmed();
    in.consultedMs = std::min(m_consultedAt->ms(), nowMs());
    if (m_earlier->isChecked()) {
        in.effectiveMs = std::min(m_instant->ms(), nowMs());
        in.earlierReason = m_earlierReason->toPlainText().trimmed();
    }
    in.customerImpact = m_impact->toPlainText().trimmed();
    in.resourcesAccessed = m_resources->toPlainText().trimmed();
    in.repairSteps = m_repair->toPlainText().trimmed();
    in.citations = m_entries->chosen();
    in.alsoTold = alsoTold();
    return in;
}

DeclarationFacts DeclarePanel::facts(const DeclarationInput &in) const
{
    const Incident &i = incident();
    const qint64 now = nowMs();
    return {i.stage >= Stage::Assess,
            i.isDeclared(),
            i.endedMs > 0,
            i.closedMs > 0,
            static_cast<int>(in.citations.size()),
            in.statementSigned,
            in.consultedWho,
            in.consultedMs,
            in.effectiveMs > 0 ? in.effectiveMs : now,
            now,
            in.earlierReason,
            details().rescindedMs};
}

void DeclarePanel::submit()
{
    if (m_ground->value().toString().isEmpty()) {
        showError({ErrorKind::Invalid, tr("Choose the ground of the declaration."), {}, u"ground"_s});
        return;
    }
    const DeclarationInput in = input();
    if (const auto allowed = checkDeclaration(facts(in)); !allowed) {
        showError(allowed.error());
        return;
    }
    run([id = incident().id, version = incident().version,
         in](Services &s) { return s.declarations.declare(id, version, in); },
        tr("%1 is declared customer-reportable: %2")
            .arg(incident().reference(), counted(m_starts->count(), tr("%1 clock runs"), tr("%1 clocks run"))));
}

} // namespace tocsin
