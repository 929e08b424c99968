#include "ui/board/deadlinefilter.h"

#include "ui/board/filterbar.h"
#include "ui/common/flowlayout.h"
#include "ui/common/searchfield.h"

#include <QPushButton>
#include <QTimer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kFilterAfterMs = 150;
}

DeadlineFilter::DeadlineFilter(QWidget *parent)
    : QWidget(parent)
    , m_text(new SearchField(tr("Filter"), this))
    , m_mine(new QPushButton(tr("Mine"), this))
    , m_settled(new QPushButton(tr("Settled too"), this))
    , m_exercises(new QPushButton(tr("Exercises"), this))
    , m_clear(new QPushButton(tr("Clear"), this))
{
    auto *layout = new FlowLayout(this); // a longer language takes a second line
    m_text->setObjectName(u"deadline-text"_s);
    m_text->setAccessibleName(tr("Filter obligations by words"));
    m_text->setShortcutHint(QKeySequence(Qt::Key_Slash));
    m_text->setMinimumWidth(120);
    m_text->setMaximumWidth(200);
    layout->addWidget(m_text);
    m_mine->setAccessibleName(tr("Only of incidents I hold"));
    m_mine->setObjectName(u"deadline-mine"_s);
    layout->addWidget(m_mine);
    layout->addWidget(addMenu(u"deadline-state"_s, tr("State"), &ClockFilter::states));
    layout->addWidget(addMenu(u"deadline-audience"_s, tr("Audience"), &ClockFilter::addressees));
    m_settled->setObjectName(u"deadline-settled"_s);
    m_settled->setAccessibleName(tr("Also those settled in the last 30 days"));
    layout->addWidget(m_settled);
    m_exercises->setObjectName(u"deadline-exercises"_s);
    m_exercises->setAccessibleName(tr("Exercises alone"));
    layout->addWidget(m_exercises);
    m_clear->setObjectName(u"deadline-clear"_s);
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_clear->setFlat(true);
    layout->addWidget(m_clear);
    for (QPushButton *button : {m_mine, m_settled, m_exercises})
        button->setCheckable(true);

    auto *typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(kFilterAfterMs);
    connect(m_text, &QLineEdit::textChanged, typing, qOverload<>(&QTimer::start));
    connect(typing, &QTimer::timeout, this, [this] {
        if (m_filter.text == m_text->text().trimmed())
            return;
        m_filter.text = m_text->text().trimmed();
        edited();
    });
    connect(m_mine, &QPushButton::toggled, this, [this](bool on) {
        m_filter.manager = on ? m_me : PersonId{};
        edited();
    });
    connect(m_exercises, &QPushButton::toggled, this, [this](bool on) {
        m_filter.exercises = on;
        edited();
        Q_EMIT exercisesToggled(on);
    });
    connect(m_settled, &QPushButton::toggled, this, &DeadlineFilter::settledToggled);
    connect(m_clear, &QPushButton::clicked, this, &DeadlineFilter::clear);
    edited();
}

template<class E>
QPushButton *DeadlineFilter::addMenu(const QString &name, const QString &title, QList<E> ClockFilter::*field)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    auto *menu = new CheckMenu(button);
    menu->setAccessibleName(title);
    QList<QAction *> actions;
    for (const auto &entry : enumTable<E>()) {
        QString text = nameOf(entry.value);
        text[0] = text.at(0).toUpper();
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        actions << action;
        connect(action, &QAction::triggered, this, [this, field, value = entry.value](bool on) {
            if (on)
                (m_filter.*field) << value;
            else
                (m_filter.*field).removeAll(value);
            edited();
        });
    }
    button->setMenu(menu);
    m_refreshers << [this, button, actions, title, field] {
        const QList<E> &chosen = m_filter.*field;
        const auto table = enumTable<E>();
        QString text = title;
        for (size_t i = 0; i < table.size(); ++i) {
            QAction *action = actions.at(static_cast<qsizetype>(i));
            action->setChecked(chosen.contains(table[i].value));
            if (chosen.size() == 1 && action->isChecked())
                text = action->text();
        }
        if (chosen.size() > 1)
            text = tr("%1: %2").arg(title).arg(chosen.size());
        button->setText(text);
        button->setAccessibleName(chosen.isEmpty() ? tr("%1: all").arg(title) : tr("%1: narrowed").arg(title));
    };
    return button;
}

bool DeadlineFilter::withSettled() const
{
    return m_settled->isChecked();
}

void DeadlineFilter::showExercises(bool shown)
{
    m_exercises->setChecked(shown);
}

void DeadlineFilter::clear()
{
    const bool exercised = m_filter.exercises;
    m_filter = {};
    const QSignalBlocker mine(m_mine);
    const QSignalBlocker exercises(m_exercises);
    m_mine->setChecked(false);
    m_exercises->setChecked(false);
    m_text->clear();
    edited();
    if (exercised)
        Q_EMIT exercisesToggled(false);
}

void DeadlineFilter::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void DeadlineFilter::edited()
{
    for (const auto &refresher : m_refreshers)
        refresher();
    m_clear->setVisible(isActive());
    Q_EMIT changed();
}

} // namespace tocsin
