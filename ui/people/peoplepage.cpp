#include "ui/people/peoplepage.h"

#include "models/items/personlistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/directorydelegate.h"
#include "ui/people/personcard.h"
#include "ui/people/personform.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

class PersonDelegate : public DirectoryDelegate
{
public:
    using DirectoryDelegate::DirectoryDelegate;

protected:
    [[nodiscard]] DirectoryLine line(const QModelIndex &index) const override
    {
        const PersonRow *row = static_cast<const PersonListModel *>(index.model())->row(index.row());
        if (!row)
            return {};
        const Person &p = row->person;
        DirectoryLine l{p.name, p.roles ? roleNames(p.roles) : PeoplePage::tr("no role"), {}, Tone::Neutral, p.active};
        if (!p.active)
            l.word = PeoplePage::tr("not active");
        else if (row->logInMissing)
            l.word = PeoplePage::tr("no log-in yet");
        l.tone = p.active ? Tone::Medium : Tone::Neutral;
        return l;
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

DirectoryWords words()
{
    return {u"people"_s,
            PeoplePage::tr("People"),
            PeoplePage::tr("Reading the people…"),
            PeoplePage::tr("New person…"),
            PeoplePage::tr("New person"),
            u"personNew"_s,
            u"users"_s,
            PeoplePage::tr("Nobody yet"),
            PeoplePage::tr("Here stand the people of the team, and what each of them may do.")};
}

} // namespace

PeoplePage::PeoplePage(const UiContext &ui, QWidget *parent)
    : DirectoryPage(ui, words(), Right::KeepPeople, parent)
    , m_model(new PersonListModel(this))
    , m_card(new PersonCard(detail()))
{
    connect(m_card, &PersonCard::changeAsked, this,
            [this] { openForm(new PersonForm(this->ui(), m_card->person(), detail())); });
    setParts(m_model, new PersonDelegate(this), m_card);
}

void PeoplePage::read()
{
    ui().workspace->run<QList<PersonRow>>(
        this, [](Services &s) { return readPeople(s); },
        [this](const Result<QList<PersonRow>> &rows) {
            if (rows)
                m_model->assign(*rows);
            taken(rows ? nullptr : &rows.error());
        });
}

void PeoplePage::showRow(int row)
{
    if (const PersonRow *person = m_model->row(row))
        m_card->setPerson(*person, ui().workspace->status().isShared);
}

int PeoplePage::rowOf(qint64 id) const
{
    return m_model->find(PersonId{id});
}

DirectoryForm *PeoplePage::makeNewForm()
{
    return new PersonForm(ui(), {}, detail());
}

void PeoplePage::setRefusal(const QString &why)
{
    m_card->setRefusal(why);
}

QString PeoplePage::meaning() const
{
    return ui().workspace->status().isShared
               ? tr("The server holds everybody to their roles, in this window and past it. A log-in gets the rights "
                    "of its roles at once, and loses them as fast.")
               : tr("This database is a file: whoever may write it works with it, whatever the roles say, and it is as "
                    "confidential as the file. The others stand here to be named as the ones who decided.");
}

} // namespace tocsin
