#include "ui/notices/contentchecklist.h"

#include "models/services/latenotice.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/notices/checkline.h"
#include "ui/notices/meantpanel.h"
#include "ui/notices/noticetext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString wordsFor(ContentMark mark, bool required)
{
    switch (mark) {
    case ContentMark::Given:
        return ContentChecklist::tr("given");
    case ContentMark::NotKnownYet:
        return ContentChecklist::tr("said to be not known yet; owed in a further notice");
    case ContentMark::Missing:
        break;
    }
    return required ? ContentChecklist::tr("missing") : ContentChecklist::tr("if it applies");
}

/** A long label does not make the rows wider than the column. */
void letEndInDots(std::initializer_list<QPushButton *> buttons)
{
    for (QPushButton *button : buttons)
        button->setMinimumWidth(96);
}

} // namespace

ContentChecklist::ContentChecklist(QWidget *parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout)
    , m_count(new Label({}, TextStyle::SmallMuted, this))
    , m_fields(nullptr)
    , m_reach(nullptr)
    , m_insert(new QPushButton(tr("Insert what the record says"), this))
    , m_others(nullptr)
    , m_indicators(nullptr)
    , m_meant(new QPushButton(tr("It is meant as it stands…"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 8, 0);
    head->addWidget(wrappedLabel(tr("Required content"), TextStyle::Heading, this), 1);
    head->addWidget(m_count);
    layout->addLayout(head);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"contentScroll"_s);
    plainScrollDown(scroll);
    auto *content = new QWidget(scroll);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 8, 0);
    rows->setSpacing(0);
    m_list->setSpacing(0);
    rows->addLayout(m_list);
    m_fields = new CheckLine(tr("Every field is filled"), false, content);
    m_reach = new CheckLine(tr("Every recipient can be reached"), false, content);
    m_fields->setObjectName(u"checkFields"_s);
    m_reach->setObjectName(u"checkReach"_s);
    connect(m_fields, &CheckLine::jump, this, [this] {
        if (!m_open.isEmpty())
            Q_EMIT jumpWanted({u"{{"_s + m_open.first()});
    });
    connect(m_reach, &CheckLine::jump, this, &ContentChecklist::scopeWanted);
    m_insert->setObjectName(u"insertReasons"_s);
    m_insert->setAccessibleName(tr("Insert the reasons for the delay that are in the record"));
    m_insert->hide();
    letEndInDots({m_insert, m_meant});
    connect(m_insert, &QPushButton::clicked, this, &ContentChecklist::reasonsWanted);
    rows->addWidget(m_fields);
    rows->addWidget(m_reach);
    m_others = new CheckLine(tr("No other customer is named"), false, content);
    m_indicators = new CheckLine(tr("No live indicator"), false, content);
    m_others->setObjectName(u"checkOthers"_s);
    m_indicators->setObjectName(u"checkIndicators"_s);
    connect(m_others, &CheckLine::jump, this, [this] {
        for (const ForeignName &each : std::as_const(m_names))
            if (!each.isMeant())
                return Q_EMIT jumpWanted({each.words});
    });
    m_meant->setObjectName(u"nameMeant"_s);
    m_meant->setAccessibleName(tr("A name of another customer is meant as it stands"));
    connect(m_meant, &QPushButton::clicked, this, &ContentChecklist::meantWanted);
    connect(m_indicators, &CheckLine::jump, this, &ContentChecklist::defangWanted);
    rows->addWidget(m_others);
    rows->addWidget(m_meant);
    rows->addWidget(m_indicators);
    rows->addStretch(1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    setPlaceholders({});
    setUnreachable({});
    setOthers({});
    setIndicators({});
}

void ContentChecklist::setItems(const QList<ContentItem> &items)
{
    if (items == m_items)
        return;
    qDeleteAll(m_lines);
    m_lines.clear();
    m_items = items;
    for (const ContentItem &item : items) {
        auto *line = new CheckLine(item.required ? item.name : tr("%1 (optional)").arg(item.name), !m_readOnly);
        line->setObjectName(u"content-"_s + item.code);
        line->button()->setObjectName(u"mark-"_s + item.code);
        connect(line, &CheckLine::pressed, this, [this, code = item.code] { cycle(code); });
        connect(line, &CheckLine::jump, this,
                [this, places = placesOf(item.code) + QStringList{item.name}] { Q_EMIT jumpWanted(places); });
        m_list->addWidget(line);
        m_lines.insert(item.code, line);
        if (item.code == delayReasonsCode())
            m_list->addWidget(m_insert);
    }
    refresh();
}

void ContentChecklist::setMarks(const QMap<QString, ContentMark> &marks)
{
    m_marks = marks;
    refresh();
}

void ContentChecklist::setLate(bool late, const QString &reasons)
{
    if (late == m_late && reasons == m_reasons)
        return;
    m_late = late;
    m_reasons = reasons;
    m_insert->setToolTip(reasons);
    refresh();
}

bool ContentChecklist::isRequired(const ContentItem &item) const
{
    return item.required || (m_late && item.code == delayReasonsCode()) || m_alsoRequired.contains(item.code);
}

void ContentChecklist::setAlsoRequired(const QStringList &codes, const QString &layers)
{
    if (codes == m_alsoRequired && layers == m_layers)
        return;
    m_alsoRequired = codes;
    m_layers = layers;
    refresh();
}

void ContentChecklist::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    for (CheckLine *line : m_lines)
        line->setPressable(!readOnly);
    m_meant->setVisible(!m_names.isEmpty() && !m_readOnly);
    refresh();
}

void ContentChecklist::cycle(const QString &code)
{
    if (m_readOnly)
        return;
    const ContentMark now = m_marks.value(code, ContentMark::Missing);
    m_marks[code] = now == ContentMark::Missing ? ContentMark::Given
                    : now == ContentMark::Given ? ContentMark::NotKnownYet
                                                : ContentMark::Missing;
    refresh();
    Q_EMIT edited();
}

void ContentChecklist::refresh()
{
    int required = 0;
    int settled = 0;
    for (const ContentItem &item : std::as_const(m_items)) {
        const ContentMark mark = m_marks.value(item.code, ContentMark::Missing);
        const bool missing = mark == ContentMark::Missing;
        const bool needed = isRequired(item);
        required += needed ? 1 : 0;
        settled += needed && !missing ? 1 : 0;
        CheckLine *line = m_lines.value(item.code);
        const QString words = wordsFor(mark, needed);
        line->setState(mark, needed, words);
        const QString theirs = item.code == "customer_part"_L1 && !m_layers.isEmpty() ? u'\n' + m_layers : QString();
        line->setHint(missing ? u"%1: %2"_s.arg(words, item.hint) + theirs : QString(),
                      item.hint + theirs + u'\n' + item.citation);
        line->setJumpVisible(missing && needed && !m_readOnly);
        if (item.code == delayReasonsCode())
            m_insert->setVisible(!m_reasons.isEmpty() && missing && !m_readOnly);
    }
    m_count->setText(tr("%1 of %2").arg(settled).arg(required));
}

void ContentChecklist::setPlaceholders(const QStringList &open)
{
    m_open = open;
    m_fields->setState(open.isEmpty() ? ContentMark::Given : ContentMark::Missing, true,
                       open.isEmpty() ? tr("no field stands open") : tr("open: %1").arg(open.join(tr(", "))));
    m_fields->setJumpVisible(!open.isEmpty());
}

void ContentChecklist::setUnreachable(const QStringList &names)
{
    m_reach->setState(names.isEmpty() ? ContentMark::Given : ContentMark::Missing, true,
                      names.isEmpty() ? tr("each has a security contact or an administrator")
                      : names.size() == 1
                          ? tr("%1 has neither a security contact nor an administrator").arg(names.first())
                          : tr("%1 have neither a security contact nor an administrator").arg(names.size()));
    m_reach->setToolTip(names.join(u'\n'));
    m_reach->setJumpVisible(!names.isEmpty());
}

void ContentChecklist::setOthers(const QList<ForeignName> &names)
{
    m_names = names;
    QStringList open;
    for (const ForeignName &each : names)
        if (!each.isMeant())
            open << each.said;
    const QString meant = meantText(names);
    m_others->setState(open.isEmpty() ? ContentMark::Given : ContentMark::Missing, true,
                       !open.isEmpty()   ? open.mid(0, 3).join(u"; "_s)
                       : meant.isEmpty() ? tr("neither its name nor what is its")
                                         : meant);
    m_others->setToolTip((open + QStringList{meant}).join(u'\n').trimmed());
    m_others->setJumpVisible(!open.isEmpty());
    m_meant->setVisible(!names.isEmpty() && !m_readOnly);
}

void ContentChecklist::setIndicators(const QStringList &words)
{
    m_indicators->setState(
        words.isEmpty() ? ContentMark::Given : ContentMark::Missing, false,
        words.isEmpty() ? tr("no address that could be followed")
                        : tr("a reader could follow %1. The arrow defangs them.").arg(words.mid(0, 3).join(tr(", "))));
    m_indicators->setToolTip(words.join(u'\n'));
    m_indicators->setJumpVisible(!words.isEmpty() && !m_readOnly);
}

} // namespace tocsin
