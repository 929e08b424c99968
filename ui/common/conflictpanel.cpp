#include "ui/common/conflictpanel.h"

#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortText = 200; ///< fits a card
constexpr qsizetype kLetters = 48;    ///< about what a line of one side holds
constexpr qsizetype kFewLines = 3;
constexpr qsizetype kLongLines = 9;

bool isLong(const ConflictField &field)
{
    return std::max(field.mine.size(), field.theirs.size()) > kShortText || field.mine.contains(u'\n') ||
           field.theirs.contains(u'\n');
}

/** As high as the longer side asks for, within reason: several fields and their buttons are to be seen at once. */
int linesFor(const ConflictField &field)
{
    qsizetype most = 0;
    for (const QString &text : {field.mine, field.theirs}) {
        qsizetype lines = 0;
        for (const QStringView line : QStringView(text).split(u'\n'))
            lines += 1 + line.size() / kLetters;
        most = std::max(most, lines);
    }
    return static_cast<int>(std::clamp(most, kFewLines, kLongLines));
}

QString shown(const QString &value)
{
    return value.trimmed().isEmpty() ? ConflictPanel::tr("nothing") : value;
}

QWidget *makeText(const QString &title, const QString &text, const QString &name, int lines)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new Label(title, TextStyle::SmallMuted));
    auto *view = new QPlainTextEdit(text);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setObjectName(name);
    view->setAccessibleName(title);
    view->setFixedHeight(lines * view->fontMetrics().lineSpacing() + 14);
    layout->addWidget(view);
    return box;
}

} // namespace

ConflictPanel::ConflictPanel(QWidget *parent)
    : Card({}, parent)
    , m_banner(new Banner(Banner::Kind::Warning))
    , m_rows(new QVBoxLayout)
    , m_allTheirs(new QPushButton(tr("Take all of theirs")))
    , m_allMine(new QPushButton(tr("Keep all of mine")))
    , m_done(new QPushButton(tr("Go on with these")))
{
    setObjectName(u"conflict"_s);
    setHighlighted(true);
    body()->addWidget(m_banner);
    m_rows->setSpacing(12);
    body()->addLayout(m_rows);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    const struct
    {
        QPushButton *button;
        const char16_t *name;
    } buttons[] = {
        {m_allTheirs, u"conflict-all-theirs"}, {m_allMine, u"conflict-all-mine"}, {m_done, u"conflict-done"}};
    for (const auto &[button, name] : buttons) {
        button->setObjectName(QString::fromUtf16(name));
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        if (button == m_done)
            foot->addStretch(1);
        foot->addWidget(button);
    }
    m_done->setProperty("primary", true);
    body()->addLayout(foot);
    connect(m_allTheirs, &QPushButton::clicked, this, [this] { chooseAll(Choice::Theirs); });
    connect(m_allMine, &QPushButton::clicked, this, [this] { chooseAll(Choice::Mine); });
    connect(m_done, &QPushButton::clicked, this, &ConflictPanel::decide);
    hide();
}

void ConflictPanel::showConflict(const QString &sentence, const QString &note, const QList<ConflictField> &fields)
{
    // What was chosen stays chosen when a third change comes, as far as it is about the same.
    QHash<QString, QVariant> before;
    for (auto it = m_choices.cbegin(); it != m_choices.cend(); ++it)
        before.insert(it.key() + it.value()->property("theirs").toString(), it.value()->value());
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    m_choices.clear();
    m_order.clear();
    m_banner->show(Banner::Kind::Warning, sentence,
                   note.isEmpty() ? tr("Nothing of yours is lost. Say for each which one stays.") : note);
    for (const ConflictField &field : fields) {
        m_rows->addWidget(makeField(field));
        m_choices.value(field.key)->setValue(before.value(field.key + field.theirs));
    }
    m_allTheirs->setVisible(fields.size() > 1);
    m_allMine->setVisible(fields.size() > 1);
    refresh();
    show();
    m_open = true;
    Q_EMIT openChanged(true);
}

QWidget *ConflictPanel::makeField(const ConflictField &field)
{
    auto *row = new QWidget;
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new Label(field.label, TextStyle::BodyBold));
    const bool longText = isLong(field);
    if (longText) {
        const int lines = linesFor(field);
        auto *texts = new QHBoxLayout;
        texts->setSpacing(8);
        texts->addWidget(makeText(tr("Mine"), field.mine, u"conflict-mine-"_s + field.key, lines));
        texts->addWidget(makeText(tr("Theirs"), field.theirs, u"conflict-theirs-"_s + field.key, lines));
        layout->addLayout(texts);
    } else {
        layout->addWidget(wrappedLabel(tr("It was: %1").arg(shown(field.base)), TextStyle::SmallMuted));
    }
    auto *choice = new ChoiceGroup(field.label);
    choice->setObjectName(u"conflict-"_s + field.key);
    choice->setProperty("theirs", field.theirs);
    choice->addChoice(u"theirs"_s, tr("Take theirs"), longText ? QString() : shown(field.theirs));
    choice->addChoice(u"mine"_s, tr("Keep mine"), longText ? QString() : shown(field.mine));
    connect(choice, &ChoiceGroup::valueChanged, this, &ConflictPanel::refresh);
    layout->addWidget(choice);
    m_choices.insert(field.key, choice);
    m_order << field.key;
    return row;
}

void ConflictPanel::closeConflict()
{
    hide();
    m_open = false;
    Q_EMIT openChanged(false);
}

void ConflictPanel::focusFirst()
{
    if (!m_order.isEmpty())
        m_choices.value(m_order.first())->focusChoice();
}

void ConflictPanel::chooseAll(Choice choice)
{
    for (ChoiceGroup *group : std::as_const(m_choices))
        group->setValue(choice == Choice::Theirs ? u"theirs"_s : u"mine"_s);
    refresh();
}

void ConflictPanel::refresh()
{
    const auto open = std::count_if(m_choices.cbegin(), m_choices.cend(),
                                    [](const ChoiceGroup *group) { return !group->value().isValid(); });
    m_done->setEnabled(open == 0);
    m_done->setToolTip(open == 0 ? tr("The form has what was chosen; it is saved by its own button.")
                                 : tr("%1 to be decided yet.").arg(open));
}

void ConflictPanel::decide()
{
    QHash<QString, Choice> choices;
    for (auto it = m_choices.cbegin(); it != m_choices.cend(); ++it)
        choices.insert(it.key(), it.value()->value().toString() == "theirs"_L1 ? Choice::Theirs : Choice::Mine);
    closeConflict();
    Q_EMIT decided(choices);
}

QWidget *inPlaceOf(QWidget *work, ConflictPanel *panel)
{
    auto *area = new QScrollArea;
    plainScroll(area);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panel);
    layout->addStretch(1);
    area->setWidget(content);
    area->hide();
    QObject::connect(panel, &ConflictPanel::openChanged, area, [area, work](bool open) {
        work->setVisible(!open);
        area->setVisible(open);
    });
    return area;
}

} // namespace tocsin
