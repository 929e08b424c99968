#include "tests/ui/gallery.h"

#include "resources/icons/icons.h"
#include "ui/common/avatar.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/choicegroup.h"
#include "ui/common/clocklabel.h"
#include "ui/common/clockticker.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/severitychip.h"
#include "ui/common/stagestepper.h"
#include "ui/theme/icons.h"

#include <QCalendarWidget>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tocsin::gallery {

using namespace Qt::StringLiterals;

namespace {

template<class W> W *named(W *widget, const QString &name)
{
    widget->setAccessibleName(name);
    return widget;
}

QPushButton *button(const QString &text, const char *property = nullptr)
{
    auto *b = named(new QPushButton(text), text);
    b->setAutoDefault(false);
    if (property)
        b->setProperty(property, true);
    return b;
}

QWidget *page(QVBoxLayout *&layout)
{
    auto *widget = new QWidget;
    widget->setAutoFillBackground(true);
    widget->resize(1280, 720);
    layout = new QVBoxLayout(widget);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    return widget;
}

Card *buttonsCard()
{
    auto *card = new Card(u"Buttons"_s);
    auto *row = new FlowLayout(nullptr, 8);
    auto *primary = button(u"New incident"_s, "primary");
    primary->setProperty("hint", u"Ctrl N"_s);
    auto *menu = button(u"Severity"_s);
    menu->setMenu(new QMenu(menu));
    auto *withIcon = button(u"Export"_s);
    withIcon->setIcon(icon(u"export"));
    auto *toggled = button(u"Mine"_s);
    toggled->setCheckable(true);
    toggled->setChecked(true);
    auto *flat = button(u"Compare"_s);
    flat->setFlat(true);
    auto *off = button(u"Disabled"_s);
    off->setEnabled(false);
    auto *offPrimary = button(u"Approve in writing"_s, "primary");
    offPrimary->setEnabled(false);
    auto *compact = button(u"Compact"_s, "compact");
    for (QWidget *w : std::initializer_list<QWidget *>{primary, button(u"Back"_s), menu, withIcon, toggled, flat,
                                                       button(u"Rescind…"_s, "danger"), off, offPrimary, compact})
        row->addWidget(w);
    for (const QString &name : {u"star"_s, u"attach"_s, u"more"_s}) {
        auto *tool = named(new QToolButton, name);
        tool->setIcon(icon(name));
        tool->setAutoRaise(true);
        tool->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(tool);
    }
    auto *tool = named(new QToolButton, u"Kind"_s);
    tool->setText(u"Kind"_s);
    tool->setToolButtonStyle(Qt::ToolButtonTextOnly);
    tool->setPopupMode(QToolButton::InstantPopup);
    tool->setMenu(new QMenu(tool));
    row->addWidget(tool);
    card->body()->addLayout(row);
    return card;
}

Card *fieldsCard()
{
    auto *card = new Card(u"Fields"_s);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    auto *search = new SearchField(u"Search incidents, entries, customers…"_s);
    search->setShortcutHint(QKeySequence(u"Ctrl+K"_s));
    auto *line = named(new QLineEdit(u"Archive readers since 3 Nov"_s), u"Text"_s);
    line->setObjectName(u"focused"_s);
    auto *hint = named(new QLineEdit, u"Filter"_s);
    hint->setPlaceholderText(u"Filter: text, person, tag…"_s);
    auto *off = named(new QLineEdit(u"Disabled"_s), u"Disabled"_s);
    off->setEnabled(false);
    auto *fixed = named(new QLineEdit(u"INC-0421"_s), u"Read only"_s);
    fixed->setReadOnly(true);
    auto *wrong = named(new QLineEdit(u"not a date"_s), u"Wrong"_s);
    wrong->setProperty("invalid", true);
    auto *combo = named(new QComboBox, u"Source"_s);
    combo->addItems({u"Customer report"_s, u"Operator escalation"_s, u"Automated, anomaly"_s});
    auto *editable = named(new QComboBox, u"Tag"_s);
    editable->setEditable(true);
    editable->addItems({u"archive"_s, u"region-north"_s});
    editable->lineEdit()->setAccessibleName(u"Tag"_s);
    auto *spin = named(new QSpinBox, u"Count"_s);
    spin->setRange(0, 5000);
    spin->setValue(212);
    auto *when = named(new QDateTimeEdit(QDateTime({2026, 12, 20}, {18, 0})), u"Valid until"_s);
    when->setCalendarPopup(true);
    when->setDisplayFormat(u"dd MMM yyyy HH:mm"_s);
    const std::initializer_list<QWidget *> fields{search, line, hint, off, fixed, wrong, combo, editable, spin, when};
    int i = 0;
    for (QWidget *field : fields) {
        grid->addWidget(field, i / 4, i % 4);
        ++i;
    }
    auto *text =
        named(new QPlainTextEdit(u"I approve this transfer for the purpose stated, of these 40 dumps alone."_s),
              u"Decision"_s);
    text->setFixedHeight(64);
    grid->addWidget(text, 2, 2, 1, 2);
    card->body()->addLayout(grid);
    return card;
}

Card *indicatorsCard()
{
    auto *card = new Card(u"Indicators"_s);
    auto *grid = new QGridLayout;
    int column = 0;
    for (const bool enabled : {true, false}) {
        auto *off = new QCheckBox(u"With evidence"_s);
        auto *on = new QCheckBox(u"Key events"_s);
        on->setChecked(true);
        auto *partly = new QCheckBox(u"Some of them"_s);
        partly->setTristate(true);
        partly->setCheckState(Qt::PartiallyChecked);
        auto *group = new QWidget;
        auto *radios = new QHBoxLayout(group);
        radios->setContentsMargins(0, 0, 0, 0);
        auto *yes = new QRadioButton(u"Yes"_s);
        yes->setChecked(true);
        auto *no = new QRadioButton(u"No"_s);
        radios->addWidget(yes);
        radios->addWidget(no);
        radios->addStretch();
        int row = 0;
        for (QWidget *w : std::initializer_list<QWidget *>{off, on, partly, group}) {
            if (auto *box = qobject_cast<QAbstractButton *>(w))
                box->setAccessibleName(box->text());
            w->setEnabled(enabled);
            grid->addWidget(w, row++, column);
        }
        yes->setAccessibleName(u"Yes"_s);
        no->setAccessibleName(u"No"_s);
        ++column;
    }
    card->body()->addLayout(grid);
    for (const int value : {30, 100}) {
        auto *bar = named(new QProgressBar, u"Progress"_s);
        bar->setValue(value);
        card->body()->addWidget(bar);
    }
    card->body()->addStretch();
    return card;
}

Card *tableCard()
{
    auto *card = new Card(u"Required content"_s);
    card->setNote(u"7 of 8"_s);
    auto *table = named(new QTableWidget(9, 3), u"Required content"_s);
    table->setHorizontalHeaderLabels({u"Item"_s, u"State"_s, u"Note"_s});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setColumnWidth(0, 220);
    for (int row = 0; row < 9; ++row) {
        table->setItem(row, 0, new QTableWidgetItem(u"Nature of the breach %1"_s.arg(row + 1)));
        auto *check = new QTableWidgetItem(row % 2 ? u"Given"_s : u"Open"_s);
        check->setCheckState(row % 2 ? Qt::Checked : Qt::Unchecked);
        table->setItem(row, 1, check);
        table->setItem(row, 2, new QTableWidgetItem(u"what, when, how found"_s));
    }
    table->selectRow(2);
    card->setView(table);
    return card;
}

ObligationFacts dueIn(qint64 now, qint64 left)
{
    ObligationFacts f;
    f.deadlineMs = now + left;
    f.triggerMs = f.deadlineMs - kCommitmentMs;
    return f;
}

struct NamedFacts
{
    QString name;
    ObligationFacts facts;
};

QList<NamedFacts> everyClock(qint64 now)
{
    ObligationFacts up;
    up.triggerMs = now - 5 * kHourMs;
    ObligationFacts excepted = dueIn(now, 20 * kHourMs);
    excepted.exceptedUntilMs = now + 6 * kHourMs;
    ObligationFacts met = dueIn(now, 31 * kHourMs + 12 * kMinuteMs);
    met.metMs = now;
    ObligationFacts late = dueIn(now, -2 * kHourMs);
    late.metMs = now;
    ObligationFacts withdrawn = dueIn(now, kHourMs);
    withdrawn.withdrawnMs = now - kHourMs;
    ObligationFacts proposed = dueIn(now, kHourMs);
    proposed.confirmed = false;
    return {{u"running"_s, dueIn(now, 61 * kHourMs + 20 * kMinuteMs + 4 * kSecondMs)},
            {u"under 24"_s, dueIn(now, 19 * kHourMs)},
            {u"under 8"_s, dueIn(now, 7 * kHourMs + 41 * kSecondMs)},
            {u"under 1"_s, dueIn(now, 48 * kMinuteMs + 31 * kSecondMs)},
            {u"overdue"_s, dueIn(now, -2 * kHourMs - 14 * kMinuteMs)},
            {u"counting up"_s, up},
            {u"excepted"_s, excepted},
            {u"met"_s, met},
            {u"late"_s, late},
            {u"withdrawn"_s, withdrawn},
            {u"proposed"_s, proposed}};
}

Card *clocksCard(ClockTicker &ticker)
{
    auto *card = new Card(u"Clocks"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    int i = 0;
    for (const NamedFacts &entry : everyClock(ticker.nowMs())) {
        auto *label = new ClockLabel(ticker, i == 1 || i == 4 ? ClockSize::Medium : ClockSize::Small);
        label->setObligation(entry.facts);
        label->setTimeText(TimeText(QTimeZone(7200)));
        grid->addWidget(label, i / 4, i % 4);
        ++i;
    }
    card->body()->addLayout(grid);
    return card;
}

Card *headerCard(ClockTicker &ticker, const QString &titleText)
{
    auto *card = new Card;
    auto *row = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    left->setSpacing(4);
    auto *title = new ElidedLabel(titleText, TextStyle::Title);
    left->addWidget(new Label(u"INC-0421"_s, TextStyle::MonoMuted));
    left->addWidget(title);
    auto *chips = new FlowLayout(nullptr, 8);
    auto *severity = new SeverityChip;
    severity->setSeverity(Severity::High, true);
    chips->addWidget(severity);
    chips->addWidget(new Chip(u"P1 · around the clock"_s, Tone::High));
    chips->addWidget(new Chip(u"CRSI · privacy breach"_s));
    chips->addWidget(new Chip(u"Exercise"_s, Tone::Outline));
    chips->addWidget(new Label(u"Manager Mira Kahn · Legal Ada Ruiz · open since Fri 09:12"_s, TextStyle::SmallMuted));
    left->addLayout(chips);
    row->addLayout(left, 1);
    auto *clock = new ClockLabel(ticker, ClockSize::Large);
    clock->setAlignment(Qt::AlignRight);
    clock->setTimeText(TimeText(QTimeZone(7200)));
    clock->setNote(u"customers, 212 subscriptions"_s);
    clock->setObligation(dueIn(ticker.nowMs(), 61 * kHourMs + 20 * kMinuteMs + 4 * kSecondMs));
    row->addWidget(clock, 0, Qt::AlignTop);
    row->addWidget(button(u"Review draft notice"_s, "primary"), 0, Qt::AlignTop);
    card->body()->addLayout(row);
    auto *stepper = new StageStepper;
    using State = StageStep::State;
    stepper->setStep(Stage::Detect, {State::Passed, u"09:12 Fri"_s, true, {}});
    stepper->setStep(Stage::Assess, {State::Passed, u"09:40 Fri"_s, true, {}});
    stepper->setStep(Stage::Diagnose, {State::Current, u"since 15:20 Fri · once before"_s, false, {}});
    stepper->setStep(Stage::Stabilize, {State::Left, u"once, 2 h 10 min"_s, true, {}});
    card->body()->addSpacing(8);
    card->body()->addWidget(stepper);
    auto *tabs = named(new QTabBar, u"Incident pages"_s);
    for (const QString &tab : {u"Overview"_s, u"Timeline 214"_s, u"Assessment"_s, u"Customers 212"_s, u"Notices 3"_s,
                               u"Post-mortem"_s, u"Record"_s})
        tabs->addTab(tab);
    tabs->setCurrentIndex(1);
    card->body()->addWidget(tabs);
    return card;
}

Card *chipsCard()
{
    auto *card = new Card(u"Chips"_s);
    auto *flow = new FlowLayout(nullptr, 8);
    for (const auto &entry : enumTable<Severity>()) {
        auto *chip = new SeverityChip;
        chip->setSeverity(entry.value);
        flow->addWidget(chip);
    }
    flow->addWidget(new SeverityChip);
    const std::pair<const char16_t *, Tone> tones[] = {
        {u"Stage", Tone::Neutral},         {u"Evidence", Tone::Low},      {u"Containment", Tone::High},
        {u"Consultation", Tone::Excepted}, {u"Assessment", Tone::Medium}, {u"Declared", Tone::Under1h},
        {u"Legal review", Tone::Accent},   {u"Exercise", Tone::Outline},  {u"archive-listing.csv", Tone::Outline}};
    for (const auto &[text, tone] : tones)
        flow->addWidget(new Chip(QString::fromUtf16(text), tone));
    for (const QString &name : {u"Mira Kahn"_s, u"Tara Lind"_s, u"Ada Ruiz"_s})
        flow->addWidget(new Avatar(name, 24));
    card->body()->addLayout(flow);
    return card;
}

Banner *banner(Banner::Kind kind, const QString &text, const QString &detail, const QString &action)
{
    auto *widget = new Banner(kind);
    widget->setText(text, detail);
    if (!action.isEmpty())
        widget->addAction(action, widget, [] {});
    widget->setClosable(true);
    return widget;
}

} // namespace

QWidget *controls()
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    layout->addWidget(buttonsCard());
    layout->addWidget(fieldsCard());
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(indicatorsCard(), 1);
    row->addWidget(tableCard(), 2);
    layout->addLayout(row, 1);
    return widget;
}

QWidget *pieces(ClockTicker &ticker)
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    layout->addWidget(headerCard(ticker, u"Telemetry pipeline wrote request bodies to shared log"_s));
    layout->addWidget(clocksCard(ticker));
    layout->addWidget(chipsCard());
    layout->addWidget(banner(Banner::Kind::Warning, u"The clock of this machine was set 1 hour back"_s,
                             u"Deadlines are kept in absolute time and have not moved."_s, {}));
    layout->addWidget(banner(Banner::Kind::Error, u"The database cannot be written"_s,
                             u"What you type is kept on this machine until it can."_s, u"Try again"_s));
    layout->addStretch();
    return widget;
}

QWidget *forms()
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    auto *left = new QVBoxLayout;
    left->addWidget(new Label(u"Question 4 of 8"_s, TextStyle::FinePrint));
    left->addWidget(new Label(u"Whose data was accessed, changed, disclosed or lost?"_s, TextStyle::Title));
    auto *choices = new ChoiceGroup(u"Whose data"_s);
    choices->addChoice(1, u"Customer data"_s, u"Content that customers put into the service, in any environment"_s);
    choices->addChoice(2, u"Support data"_s, u"Case files, dumps and logs that customers handed over for support"_s);
    choices->addChoice(3, u"Not known yet"_s, u"The question stays open; the declaration cannot be made without it"_s);
    choices->setValue(1);
    left->addWidget(choices);
    auto *checks = new CheckCardGroup(u"What happened"_s);
    checks->addChoice(1, u"Privacy breach"_s, u"Personal data was accessed or taken away"_s);
    checks->addChoice(2, u"Loss of integrity"_s);
    checks->setValues({1});
    left->addWidget(checks);
    left->addStretch();
    row->addLayout(left, 3);
    auto *card = new Card(u"New incident"_s);
    auto *title = new FormRow(u"&Title"_s, new QLineEdit);
    title->setError(u"A title is needed: one line, as it will stand on the board."_s);
    auto *reporter = new FormRow(u"&Reported by"_s, new QLineEdit(u"Customer of birch-main"_s));
    reporter->setOptional(true);
    reporter->setHelp(u"A person or a firm; seen by the incident's team alone."_s);
    card->body()->addWidget(title);
    card->body()->addWidget(reporter);
    card->body()->addWidget(new FormRow(u"&What was seen"_s, new QPlainTextEdit));
    row->addWidget(card, 2);
    auto *empty = new EmptyState(u"notices"_s, u"No notices yet"_s,
                                 u"Notices to customers and authorities stand here, with who got them and when. "
                                 u"The first one is drafted from a declaration."_s);
    empty->addAction(u"Draft a notice"_s, true, empty, [] {});
    empty->addAction(u"How notices work"_s, false, empty, [] {});
    row->addWidget(empty, 2);
    layout->addLayout(row, 1);
    return widget;
}

QWidget *views()
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    auto *splitter = new QSplitter;
    auto *tree = named(new QTreeWidget, u"Sources"_s);
    tree->setHeaderLabels({u"Source"_s, u"Incidents"_s});
    for (const QString &name : {u"Automated"_s, u"People"_s, u"Outside"_s}) {
        auto *item = new QTreeWidgetItem(tree, {name, u"12"_s});
        new QTreeWidgetItem(item, {u"Signature"_s, u"7"_s});
        new QTreeWidgetItem(item, {u"Anomaly"_s, u"5"_s});
        item->setExpanded(name != u"People"_s);
    }
    tree->setCurrentItem(tree->topLevelItem(0)->child(1));
    auto *list = named(new QListWidget, u"Filters"_s);
    list->addItems({u"Mine"_s, u"High and critical"_s, u"Without an owner"_s});
    list->setCurrentRow(1);
    auto *combos = named(new QComboBox, u"Popup"_s); // its list, as it drops down
    combos->addItems({u"Customer report"_s, u"Operator escalation"_s, u"Automated, anomaly"_s});
    combos->setCurrentIndex(1);
    auto *calendar = named(new QCalendarWidget, u"Day"_s);
    calendar->setSelectedDate({2026, 12, 20});
    splitter->addWidget(tree);
    splitter->addWidget(list);
    splitter->addWidget(calendar);
    layout->addWidget(splitter, 1);
    auto *tabs = named(new QTabWidget, u"Pages"_s);
    auto *pageWidget = new QWidget;
    auto *row = new QHBoxLayout(pageWidget);
    auto *group = new QGroupBox(u"Containment"_s);
    auto *column = new QVBoxLayout(group);
    column->addWidget(named(new QCheckBox(u"Risk to customers is contained"_s), u"Customers"_s));
    column->addWidget(named(new QCheckBox(u"Risk to the business is contained"_s), u"Business"_s));
    row->addWidget(group);
    auto *slider = named(new QSlider(Qt::Horizontal), u"Sampling"_s);
    slider->setValue(40);
    row->addWidget(slider);
    row->addWidget(combos);
    tabs->addTab(pageWidget, icon(u"overview"), u"Overview"_s);
    tabs->addTab(new QWidget, icon(u"record"), u"Record"_s);
    layout->addWidget(tabs);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Help);
    for (QAbstractButton *b : buttons->buttons())
        b->setAccessibleName(b->text());
    layout->addWidget(buttons);
    return widget;
}

QWidget *icons()
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    auto *flow = new FlowLayout(nullptr, 12);
    for (const QString &name : iconNames()) {
        auto *cell = new QWidget;
        auto *column = new QVBoxLayout(cell);
        auto *picture = new QLabel;
        const bool own = name.startsWith(u"org."_s);
        picture->setPixmap((own ? applicationIcon() : icon(name)).pixmap(own ? QSize(48, 48) : QSize(20, 20), 2.0));
        column->addWidget(picture, 0, Qt::AlignHCenter);
        column->addWidget(new Label(own ? u"program"_s : name, TextStyle::FinePrint), 0, Qt::AlignHCenter);
        cell->setFixedWidth(96);
        flow->addWidget(cell);
    }
    layout->addLayout(flow);
    layout->addStretch();
    return widget;
}

QWidget *longTexts(ClockTicker &ticker)
{
    QVBoxLayout *layout = nullptr;
    QWidget *widget = page(layout);
    layout->addWidget(headerCard(ticker, u"Telemetry pipeline wrote request bodies to a log that staff of other teams "
                                         "could read, in all regions and for two weeks"_s));
    layout->addWidget(banner(Banner::Kind::Error,
                             u"The database cannot be written because the disk that holds it has no space left, and "
                             "other programs keep writing to it as well"_s,
                             u"What you type is kept on this machine until it can. Make room on the disk, or move the "
                             "database to another one, then try again; nothing that was acknowledged is lost."_s,
                             u"Show where the disk is full"_s));
    layout->addWidget(banner(Banner::Kind::Success, u"The record verifies: 1,204 entries, none changed"_s, {}, {}));
    layout->addWidget(banner(Banner::Kind::Info, u"A draft of this entry was kept"_s, {}, u"Take it up"_s));
    auto *choices = new ChoiceGroup(u"Whose data"_s);
    choices->addChoice(
        1, u"Customer data, which is what customers put into the service or process in it, wherever it is"_s,
        u"Content that customers put into the service, in any environment, with copies, backups, logs and "
        "derived data that still show it, whether or not the customer has deleted the original since then, "
        "and whichever region it is kept in"_s);
    choices->addChoice(2, u"Support data"_s, {});
    choices->setValue(1);
    layout->addWidget(choices);
    layout->addStretch();
    return widget;
}

} // namespace tocsin::gallery
