#pragma once

#include "models/domain/bundle.h"
#include "models/domain/error.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

#include <QTimer>

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace tocsin {

class Banner;
class BundleKeyRow;
class FormDraft;
class FormRow;
class Label;
class LongWork;
class StampRow;

/** Makes a bundle for auditors (P11.5): which incidents, for whom and what for; legal releases it, the key signs it. */
class BundlePanel : public Card
{
    Q_OBJECT

public:
    explicit BundlePanel(const UiContext &ui, QWidget *parent = nullptr);

    /** Ready to be filled in; what was made last stays in sight. */
    void prepare();
    /** Writes it to a new file, with a time stamp where a server for it is set. */
    void exportTo(const QString &path);

Q_SIGNALS:
    /** The person is done with it. */
    void closed();

private:
    /** How far what is filled in has come. */
    struct State
    {
        QList<IncidentId> incidents;
        QString unreleased; ///< references that legal has not released; "" if all are
        QString released;   ///< by whom and when
        bool mayExport = true;
        Error trouble; ///< of the incidents
        bool troubled = false;
    };

    void build();
    QWidget *buildFields();
    QWidget *buildRelease();
    void look();
    void shown(const State &state);
    void releaseNow();
    void choosePath();
    void make(const QString &path, bool stamped);
    void finished(const Result<BundleMade> &made, const QString &path);
    void showFailure(const Error &error, const QString &path);
    void showLeftOut(const QList<LeftOut> &leftOut);
    void refresh();
    [[nodiscard]] QStringList references() const;
    [[nodiscard]] bool isFilled() const;

    UiContext m_ui;
    FormDraft *m_draft = nullptr;
    QLineEdit *m_incidents = nullptr;
    QLineEdit *m_recipient = nullptr;
    QLineEdit *m_purpose = nullptr;
    FormRow *m_incidentsRow = nullptr;
    Label *m_releaseState = nullptr;
    QPushButton *m_release = nullptr;
    BundleKeyRow *m_key = nullptr;
    StampRow *m_stamp = nullptr;
    QPushButton *m_export = nullptr;
    Label *m_hint = nullptr;
    LongWork *m_work = nullptr;
    Banner *m_banner = nullptr;
    QTableWidget *m_leftOut = nullptr;
    QTimer m_typing;
    State m_state;
    bool m_opened = false; ///< the draft is that of the open database
    bool m_looked = false; ///< m_state is about what is filled in
    int m_asked = 0;
};

} // namespace tocsin
