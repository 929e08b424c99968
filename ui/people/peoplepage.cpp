#include "ui/people/peoplepage.h"

#include "models/items/personlistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/people/personcard.h"
#include "ui/people/personform.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

class PersonDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 52}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const PersonRow *row = static_cast<const PersonListModel *>(index.model())->row(index.row());
        if (!row)
            return;
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(r, theme.hover);
        painter->fillRect(QRect(r.left() + 12, r.bottom(), r.width() - 24, 1), theme.line);
        int room = r.width() - 24;
        if (!row->person.active || row->logInMissing) {
            const QString word = row->person.active ? PeoplePage::tr("no log-in yet") : PeoplePage::tr("not active");
            const Tone tone = row->person.active ? Tone::Medium : Tone::Neutral;
            const QSize chip = textChipSize(word, tone);
            paintTextChip(*painter, {r.right() - 12 - chip.width(), r.top() + 8}, word, tone);
            room -= chip.width() + 8;
        }
        painter->setFont(bodyBoldFont());
        painter->setPen(row->person.active ? theme.text : theme.muted);
        painter->drawText(QRect(r.left() + 12, r.top() + 7, room, 20), Qt::AlignVCenter,
                          QFontMetrics(bodyBoldFont()).elidedText(row->person.name, Qt::ElideRight, room));
        const QString roles = row->person.roles ? roleNames(row->person.roles) : PeoplePage::tr("no role");
        painter->setFont(smallFont());
        painter->setPen(theme.muted);
        painter->drawText(QRect(r.left() + 12, r.top() + 27, r.width() - 24, 18), Qt::AlignVCenter,
                          QFontMetrics(smallFont()).elidedText(roles, Qt::ElideRight, r.width() - 24));
        painter->restore();
    }
};

Result<QList<PersonRow>> readPeople(Services &s)
{
    const auto people = s.people.all();
    const auto missing = s.people.missingLogIns();
    if (!people || !missing)
        return tl::unexpected(people ? missing.error() : people.error());
    QList<PersonRow> rows;
    for (const Person &p : *people)
        rows.append({p, missing->contains(p.login)});
    return rows;
}

} // namespace

PeoplePage::PeoplePage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new PersonListModel(this))
{
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && (changes.people || changes.everything))
            read();
    });
    connect(ui.workspace, &Workspace::opened, this, [this] {
        m_known = false;
        refresh();
        if (isVisible())
            read();
    });
    refresh();
}

void PeoplePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->setObjectName(u"peopleBanner"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    m_side = buildList();
    columns->addWidget(m_side);
    m_stack = new QStackedWidget(this);
    auto *loading = new Label(tr("Reading the people…"), TextStyle::Muted, m_stack);
    loading->setAlignment(Qt::AlignCenter);
    m_loading = loading;
    m_empty = new EmptyState(u"users"_s, tr("Nobody yet"),
                             tr("Here stand the people of the team, and what each of them may do."), m_stack);
    m_empty->setObjectName(u"peopleEmpty"_s);
    m_detail = buildDetail();
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_empty), m_detail})
        m_stack->addWidget(page);
    columns->addWidget(m_stack, 1);
    layout->addLayout(columns, 1);
}

QWidget *PeoplePage::buildHead()
{
    auto *place = new QWidget(this);
    auto *head = new QHBoxLayout(place);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("People"), TextStyle::Title, place));
    m_meaning = wrappedLabel({}, TextStyle::SmallMuted, place);
    m_meaning->setObjectName(u"peopleMeaning"_s);
    titles->addWidget(m_meaning);
    head->addLayout(titles, 1);
    m_new = new QPushButton(icon(u"plus", Ink::OnAccent), tr("New person…"), place);
    m_new->setObjectName(u"personNew"_s);
    m_new->setAccessibleName(tr("New person"));
    m_new->setProperty("primary", true);
    connect(m_new, &QPushButton::clicked, this, [this] { openForm({}); });
    head->addWidget(m_new, 0, Qt::AlignTop);
    return place;
}

QWidget *PeoplePage::buildList()
{
    auto *card = new Card({}, this);
    card->setFixedWidth(300);
    m_view = new QListView(card);
    m_view->setObjectName(u"peopleList"_s);
    m_view->setAccessibleName(tr("People"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PersonDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        closeForm();
        showCurrent();
    });
    card->setView(m_view);
    return card;
}

QWidget *PeoplePage::buildDetail()
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    m_place = new QVBoxLayout(content);
    m_place->setContentsMargins(0, 0, 4, 0);
    m_card = new PersonCard(content);
    connect(m_card, &PersonCard::changeAsked, this, [this] { openForm(m_card->person()); });
    m_place->addWidget(m_card);
    m_place->addStretch(1);
    scroll->setWidget(content);
    return scroll;
}

void PeoplePage::activate()
{
    read();
}

void PeoplePage::read()
{
    m_ui.workspace->run<QList<PersonRow>>(
        this, [](Services &s) { return readPeople(s); },
        [this](const Result<QList<PersonRow>> &rows) {
            m_known = true;
            m_banner->setVisible(!rows);
            if (!rows) {
                m_banner->show(Banner::Kind::Error, rows.error().userText);
                refresh();
                return;
            }
            m_model->assign(*rows);
            if (const int at = m_model->find(m_wanted); at >= 0)
                m_view->setCurrentIndex(m_model->index(at));
            else if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
                m_view->setCurrentIndex(m_model->index(0));
            m_wanted = {};
            showCurrent();
        });
}

void PeoplePage::showCurrent()
{
    if (const PersonRow *row = m_model->row(m_view->currentIndex().row()))
        m_card->setPerson(*row, m_ui.workspace->status().isShared);
    refresh();
}

void PeoplePage::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::KeepPeople, false))
        why = tr("Changing them needs the role %1.").arg(roleNames(rolesWith(Right::KeepPeople)));
    m_new->setEnabled(why.isEmpty() && !m_form);
    m_new->setToolTip(why);
    m_new->setProperty("primary", !m_form); // else the form has the prominent button
    m_new->setIcon(icon(u"plus", m_new->isEnabled() ? Ink::OnAccent : Ink::Text));
    m_new->update();
    m_card->setRefusal(why);
    const QString meaning =
        status.isShared
            ? tr("The server holds everybody to their roles, in this window and past it. A log-in gets the rights of "
                 "its roles at once, and loses them as fast.")
            : tr("This database is a file: whoever may write it works with it, whatever the roles say, and it is as "
                 "confidential as the file. The others stand here to be named as the ones who decided.");
    m_meaning->setText(why.isEmpty() || !m_known ? meaning : meaning + u' ' + why);
    m_side->setVisible(m_model->rowCount() > 0);
    m_card->setVisible(!m_form);
    m_stack->setCurrentWidget(!m_known ? m_loading : m_model->rowCount() > 0 || m_form ? m_detail : m_empty);
}

void PeoplePage::openForm(const Person &person)
{
    closeForm();
    m_form = new PersonForm(m_ui, person, m_detail);
    m_place->insertWidget(0, m_form);
    connect(m_form, &DirectoryForm::cancelled, this, [this] {
        closeForm();
        refresh();
    });
    connect(m_form, &DirectoryForm::saved, this, [this](qint64 id) {
        m_wanted = PersonId{id};
        closeForm();
        read();
    });
    refresh();
    m_form->focusFirst();
}

void PeoplePage::closeForm()
{
    if (!m_form)
        return;
    m_form->leave();
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
