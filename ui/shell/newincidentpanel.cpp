#include "ui/shell/newincidentpanel.h"

#include "models/items/quickentry.h"
#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/scrollform.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/leadpicker.h"
#include "ui/incident/restrictionform.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPanelWidth = 440;

FormRow *addRow(QBoxLayout *layout, const QString &label, QWidget *field, const QString &name)
{
    auto *row = new FormRow(label, field);
    row->setFieldName(name);
    layout->addWidget(row);
    return row;
}

} // namespace

NewIncidentPanel::NewIncidentPanel(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Error))
    , m_title(new QLineEdit)
    , m_source(new QComboBox)
    , m_detail(new QLineEdit)
    , m_detected(new QLineEdit)
    , m_reporter(new QLineEdit)
    , m_seen(new QPlainTextEdit)
    , m_exercise(new QCheckBox(tr("This is an &exercise")))
    , m_restricted(new QCheckBox(tr("Only &named people may know of it")))
    , m_whoSees(wrappedLabel({}, TextStyle::SmallMuted))
    , m_restored(wrappedLabel({}, TextStyle::SmallMuted))
    , m_record(new QPushButton(tr("Record incident")))
{
    setObjectName(u"new-incident-panel"_s);
    setAccessibleName(tr("New incident"));
    setFixedWidth(kPanelWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeHead());
    auto *area = new QScrollArea;
    plainScrollDown(area);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(makeForm());
    area->widget()->setAutoFillBackground(false);
    layout->addWidget(area, 1);
    layout->addWidget(lineBelow(area));
    keepRightEdge(area, area->widget()->layout());
    layout->addLayout(makeFoot());
    connect(m_record, &QPushButton::clicked, this, &NewIncidentPanel::submit);
    connect(m_draft, &FormDraft::restored, this, [this] {
        m_restored->setText(tr("Goes on from what you had typed."));
        m_restored->show();
        refreshHints();
    });
    connect(m_ui.ticker, &ClockTicker::tick, this, [this] {
        if (isVisible())
            refreshHints();
    });
}

QLayout *NewIncidentPanel::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(20, 14, 12, 8);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new Label(tr("New incident"), TextStyle::Heading));
    texts->addWidget(m_restored);
    m_restored->hide();
    head->addLayout(texts, 1);
    auto *close = new QPushButton(icon(u"close"), {});
    close->setObjectName(u"new-close"_s);
    close->setFlat(true);
    close->setAccessibleName(tr("Close; what is typed is kept"));
    close->setToolTip(tr("Close (Esc). What is typed is kept."));
    head->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QPushButton::clicked, this, &NewIncidentPanel::closed);
    return head;
}

QLayout *NewIncidentPanel::makeFoot()
{
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(20, 8, 20, 16);
    foot->setSpacing(8);
    foot->addWidget(m_banner);
    m_banner->hide();
    foot->addWidget(m_whoSees);
    m_record->setObjectName(u"new-record"_s);
    m_record->setAccessibleName(tr("Record incident"));
    m_record->setProperty("primary", true);
    m_record->setProperty("hint", u"Ctrl Enter"_s);
    foot->addWidget(m_record);
    return foot;
}

QWidget *NewIncidentPanel::makeForm()
{
    auto *form = new QWidget;
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(20, 4, 20, 8);
    layout->setSpacing(10);
    m_title->setObjectName(u"new-title"_s);
    m_title->setMaxLength(200);
    addRow(layout, tr("&What was noticed, in one line"), m_title, u"title"_s);

    m_source->setObjectName(u"new-source"_s);
    m_source->setMaxVisibleItems(10);
    m_source->addItem(tr("Choose…"), QString());
    for (const auto &entry : enumTable<DetectionSource>())
        m_source->addItem(nameOf(entry.value), codeOf(entry.value));
    m_sourceRow = addRow(layout, tr("Where the first sign came &from"), m_source, u"source"_s);
    m_detail->setObjectName(u"new-source-detail"_s);
    m_detail->setPlaceholderText(tr("Rule, service, case number …"));
    addRow(layout, tr("Which &one exactly"), m_detail, u"sourceDetail"_s)->setOptional(true);

    m_detected->setObjectName(u"new-detected"_s);
    m_detected->setPlaceholderText(tr("now"));
    auto *side = new QHBoxLayout;
    side->setSpacing(12);
    layout->addLayout(side);
    m_detectedRow = addRow(side, tr("&Detected"), m_detected, u"detected"_s);
    m_reporter->setObjectName(u"new-reporter"_s);
    m_reporter->setPlaceholderText(tr("A person, a team, a system"));
    FormRow *reporter = addRow(side, tr("&Reported by"), m_reporter, u"reportedBy"_s);
    side->setStretchFactor(m_detectedRow, 1);
    side->setStretchFactor(reporter, 1);
    reporter->layout()->setAlignment(Qt::AlignTop);
    m_seen->setObjectName(u"new-seen"_s);
    m_seen->setTabChangesFocus(true);
    m_seen->setFixedHeight(72);
    m_seen->setPlaceholderText(tr("What was seen, as it was seen. No customer data, no passwords."));
    addRow(layout, tr("What was &seen"), m_seen, u"description"_s)->setOptional(true);
    m_exercise->setObjectName(u"new-exercise"_s);
    m_exercise->setToolTip(
        tr("Cannot be changed later. An exercise is marked everywhere; its clocks and figures are kept apart, and what "
           "it sends ends in a folder."));
    layout->addWidget(m_exercise);
    m_leads = new LeadPicker(m_ui);
    m_leads->hide();
    layout->addWidget(m_leads);
    connect(m_exercise, &QCheckBox::toggled, m_leads, &QWidget::setVisible);
    connect(m_exercise, &QCheckBox::toggled, this, &NewIncidentPanel::refreshHints);
    connect(m_leads, &LeadPicker::changed, this, &NewIncidentPanel::refreshHints);
    addRestriction(layout);
    layout->addStretch(1);

    m_draft->watch(u"title"_s, m_title);
    m_draft->watch(u"source"_s, m_source);
    m_draft->watch(u"sourceDetail"_s, m_detail);
    m_draft->watch(u"detected"_s, m_detected);
    m_draft->watch(u"reportedBy"_s, m_reporter);
    m_draft->watch(u"description"_s, m_seen);
    m_draft->watch(u"exercise"_s, m_exercise);
    m_leads->watch(*m_draft);
    m_draft->watch(u"restricted"_s, m_restricted);
    m_restriction->watch(*m_draft);
    connect(m_source, &QComboBox::currentIndexChanged, this, &NewIncidentPanel::refreshHints);
    connect(m_detected, &QLineEdit::textChanged, this, &NewIncidentPanel::refreshHints);
    connect(m_title, &QLineEdit::textEdited, this, [this] { clearFieldErrors(this); });
    return form;
}

void NewIncidentPanel::addRestriction(QBoxLayout *layout)
{
    m_restricted->setObjectName(u"new-restricted"_s);
    for (QCheckBox *box : {m_exercise, m_restricted}) // it cannot wrap: rather cut than all fields wider than the panel
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout->addWidget(m_restricted);
    m_restriction = new RestrictionForm;
    m_restriction->hide();
    layout->addWidget(m_restriction);
    connect(m_restricted, &QCheckBox::toggled, this, &NewIncidentPanel::refreshRestriction);
    connect(m_restriction, &RestrictionForm::changed, this, &NewIncidentPanel::refreshHints);
}

/** From the start, so that nobody else ever saw it (P13.4). */
void NewIncidentPanel::refreshRestriction()
{
    const Person &person = m_ui.workspace->status().person;
    const bool holds = person.roles.testFlag(Role::IncidentManager);
    const bool may = mayDo(person.roles, Right::Restrict, holds);
    m_restricted->setEnabled(may);
    m_restricted->setToolTip(may ? tr("It is restricted from the start: nobody else ever sees it.")
                                 : tr("This needs the role %1.").arg(roleNames(rolesWith(Right::Restrict))));
    const bool wanted = may && m_restricted->isChecked();
    const bool shown = m_restriction->isVisibleTo(this);
    m_restriction->setVisible(wanted);
    m_restriction->setShared(m_ui.workspace->status().isShared);
    if (wanted && !shown)
        m_ui.workspace->run<Restriction>(
            this, [](Services &s) { return s.restrictions.ofNew(); },
            [this, id = person.id, holds](const Result<Restriction> &r) {
                if (!r)
                    return showProblem(r.error());
                m_restriction->showRestriction(*r, id, holds ? id : PersonId{});
                if (m_restricted->hasFocus()) // what was asked for comes into sight
                    findChild<QScrollArea *>()->ensureWidgetVisible(m_restriction, 0, 0);
            });
    refreshHints();
}

qint64 NewIncidentPanel::readInstant(const QString &typed, qint64 nowMs, QString *remark)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.compare("now"_L1, Qt::CaseInsensitive) == 0)
        return nowMs;
    // A line of quick entry is a time and words; a time alone is given a word.
    const QuickEntry entry = parseQuickEntry(text + u" x"_s, nowMs, QTimeZone::systemTimeZone());
    if (!entry.timeGiven || entry.text != "x"_L1) {
        *remark = tr("Write a time like 10:42, -15m, fri 22:10 or 2026-11-21 15:30.");
        return 0;
    }
    *remark = entry.remarks.join(u' ');
    return entry.atMs;
}

void NewIncidentPanel::refreshHints()
{
    m_whoSees->setText(m_restricted->isChecked()
                           ? tr("It starts in Detect, held by you if you are an incident manager. It is seen by: %1. "
                                "Nobody else is told.")
                                 .arg(m_restriction->namedText())
                           : tr("It starts in Detect, held by you if you are an incident manager. Everybody who works "
                                "with this database sees it. No customer is told anything."));
    if (m_leads->isUnannounced())
        m_whoSees->setText(
            m_whoSees->text() + u' ' +
            (m_leads->leads().size() == 1
                 ? tr("That it is an exercise is seen by its lead alone.")
                 : tr("That it is an exercise is seen by its %1 leads alone.").arg(m_leads->leads().size())));
    const std::optional<DetectionSource> source = fromCode<DetectionSource>(m_source->currentData().toString());
    m_sourceRow->setHelp(source ? m_ui.workspace->rules().sourceHint(*source) : QString());
    QString remark;
    const qint64 now = m_ui.ticker->nowMs();
    const qint64 at = readInstant(m_detected->text(), now, &remark);
    QString help = remark;
    if (at > 0) {
        const QString when = tr("%1 local, %2").arg(TimeText().full(at), TimeText::shortUtc(at));
        help = remark.isEmpty() ? when : when + u". "_s + remark;
        if (m_detected->text().trimmed().isEmpty())
            help = tr("Now, or: 10:42, -15m, fri 22:10.");
    }
    m_detectedRow->setHelp(help);
}

void NewIncidentPanel::open()
{
    m_banner->hide();
    clearFieldErrors(this);
    const bool readOnly = m_ui.workspace->status().readOnly;
    m_record->setEnabled(!readOnly);
    m_record->setToolTip(readOnly ? tr("This database is open for reading only.") : QString());
    if (!m_draft->isTouched())
        m_draft->open(u"new-incident"_s, {});
    refreshRestriction();
    show();
    m_title->setFocus(Qt::OtherFocusReason);
}

void NewIncidentPanel::submit()
{
    if (!m_record->isEnabled())
        return;
    clearFieldErrors(this);
    m_banner->hide();
    NewIncident incident;
    incident.title = m_title->text().trimmed();
    incident.description = m_seen->toPlainText().trimmed();
    incident.sourceDetail = m_detail->text().trimmed();
    incident.reportedBy = m_reporter->text().trimmed();
    incident.exercise = m_exercise->isChecked();
    const qint64 now = m_ui.ticker->nowMs();
    QString remark;
    incident.detectedMs = readInstant(m_detected->text(), now, &remark);
    const std::optional<DetectionSource> source = fromCode<DetectionSource>(m_source->currentData().toString());
    if (incident.title.isEmpty()) {
        showProblem(checkNewIncident(incident, now).error());
        return;
    }
    if (!source) {
        showProblem({ErrorKind::Invalid, tr("Say where the first sign came from."), {}, u"source"_s});
        return;
    }
    incident.source = *source;
    if (incident.detectedMs == 0) {
        showProblem({ErrorKind::Invalid, remark, {}, u"detected"_s});
        return;
    }
    if (const Result<void> check = checkNewIncident(incident, now); !check) {
        showProblem(check.error());
        return;
    }
    m_record->setEnabled(false);
    m_draft->act<IncidentId>(
        this,
        [incident, restriction = m_restriction->input(), restricted = m_restricted->isChecked(),
         unannounced = m_leads->isUnannounced(), leads = m_leads->leads()](Services &s) -> Result<IncidentId> {
            if (!unannounced)
                return restricted ? s.restrictions.record(incident, restriction) : s.incidents.record(incident);
            if (!restricted)
                return s.exercises.recordUnannounced(incident, leads);
            Result<IncidentId> id = IncidentId{};
            auto done = s.session.together([&]() -> Result<void> {
                id = s.exercises.recordUnannounced(incident, leads);
                return id ? s.restrictions.restrict(*id, 0, restriction) : tl::unexpected(id.error());
            });
            return done ? id : tl::unexpected(done.error());
        },
        [this](const Result<IncidentId> &id) {
            m_record->setEnabled(true);
            if (id)
                onRecorded(*id);
            else
                showProblem(id.error());
        });
}

void NewIncidentPanel::onRecorded(IncidentId id)
{
    clear();
    m_ui.say(tr("Incident recorded"));
    m_ui.workspace->pollChanges();
    Q_EMIT recorded(id);
}

void NewIncidentPanel::showProblem(const Error &error)
{
    if (!error.field.isEmpty() && showFieldError(this, error.field, error.userText))
        return;
    m_banner->show(Banner::Kind::Error, error.userText, tr("What you typed is kept."));
}

void NewIncidentPanel::clear()
{
    m_title->clear();
    m_source->setCurrentIndex(0);
    m_detail->clear();
    m_detected->clear();
    m_reporter->clear();
    m_seen->clear();
    m_exercise->setChecked(false);
    m_leads->clear();
    m_restricted->setChecked(false);
    m_restriction->clear();
    m_restored->hide();
    m_draft->discard();
}

void NewIncidentPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        event->modifiers().testFlag(Qt::ControlModifier)) {
        submit();
        return;
    }
    QWidget::keyPressEvent(event);
}

void NewIncidentPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
}

} // namespace tocsin
