#include "ui/postmortem/commentlist.h"

#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kMostHeight = 176;
}

CommentList::CommentList(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_area(new QScrollArea(this))
    , m_more(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    plainScroll(m_area);
    m_area->setMaximumHeight(kMostHeight);
    m_area->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    layout->addWidget(m_area);
    m_more->setObjectName(u"commentsMore"_s);
    m_more->setFlat(true);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        fill();
    });
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    fill();
}

int CommentList::openCount() const
{
    return static_cast<int>(std::count_if(m_comments.begin(), m_comments.end(), [](const PostmortemComment &c) {
        return c.outcome == CommentOutcome::Open;
    }));
}

void CommentList::showComments(const QList<PostmortemComment> &comments, PersonId me, const QString &refusal)
{
    m_comments = comments;
    m_me = me;
    m_refusal = refusal;
    std::stable_sort(m_comments.begin(), m_comments.end(), [](const PostmortemComment &a, const PostmortemComment &b) {
        return (a.outcome == CommentOutcome::Open) > (b.outcome == CommentOutcome::Open);
    });
    fill();
}

void CommentList::fill()
{
    auto *content = new QWidget;
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    int shown = 0;
    for (const PostmortemComment &c : std::as_const(m_comments))
        if (c.outcome == CommentOutcome::Open || m_showsAll) {
            m_rows->addWidget(makeRow(c));
            ++shown;
        }
    m_area->setWidget(content);
    m_area->setVisible(shown > 0);
    const int settled = static_cast<int>(m_comments.size()) - openCount();
    m_more->setVisible(settled > 0);
    m_more->setText(m_showsAll     ? tr("Hide what is settled")
                    : settled == 1 ? tr("Show one settled comment")
                                   : tr("Show %1 settled comments").arg(settled));
    m_more->setAccessibleName(m_more->text());
    setVisible(!m_comments.isEmpty());
}

QWidget *CommentList::makeRow(const PostmortemComment &c)
{
    auto *card = new Card;
    card->setObjectName(u"comment-%1"_s.arg(c.id.value));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new Label(c.byName, TextStyle::BodyBold, card));
    head->addWidget(new Label(TimeText().full(c.atMs), TextStyle::FinePrint, card));
    head->addStretch(1);
    const bool isOpen = c.outcome == CommentOutcome::Open;
    if (!isOpen)
        head->addWidget(
            new Chip(nameOf(c.outcome), c.outcome == CommentOutcome::Taken ? Tone::Met : Tone::Neutral, card));
    const auto button = [&](const QString &text, const QString &name, const QString &why, auto signal) {
        auto *b = new QPushButton(text, card);
        b->setObjectName(u"%1-%2"_s.arg(name).arg(c.id.value));
        b->setAccessibleName(tr("%1: comment of %2").arg(text, c.byName));
        b->setEnabled(why.isEmpty());
        b->setToolTip(why);
        connect(b, &QPushButton::clicked, this, [this, c, signal] { Q_EMIT(this->*signal)(c); });
        head->addWidget(b);
    };
    if (isOpen && c.by == m_me)
        button(tr("Withdraw"), u"withdraw"_s, {}, &CommentList::withdrawn);
    if (isOpen) {
        button(tr("Not taken up…"), u"decline"_s, m_refusal, &CommentList::declined);
        button(c.suggestion ? tr("Put it in") : tr("Taken up"), u"take"_s, m_refusal, &CommentList::taken);
    }
    card->body()->addLayout(head);
    if (!c.quote.isEmpty())
        card->body()->addWidget(wrappedLabel(u"“%1”"_s.arg(c.quote), TextStyle::SmallMuted, card));
    if (!c.remark.isEmpty())
        card->body()->addWidget(wrappedLabel(c.remark, TextStyle::Body, card));
    if (c.suggestion)
        card->body()->addWidget(wrappedLabel(c.suggestion->isEmpty() ? tr("Suggests to take these words out.")
                                                                     : tr("Suggests: “%1”").arg(*c.suggestion),
                                             TextStyle::Body, card));
    if (!c.endRemark.isEmpty())
        card->body()->addWidget(
            wrappedLabel(tr("%1: %2").arg(c.endedByName, c.endRemark), TextStyle::SmallMuted, card));
    return card;
}

} // namespace tocsin
