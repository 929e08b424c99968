#pragma once

#include <QAbstractButton>
#include <QHash>

class QVBoxLayout;

namespace tocsin {

class Avatar;
class ElidedLabel;

/** One place in the rail: icon, name, and a count where there is something to look at. */
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString &title, const QString &iconName, QWidget *parent = nullptr);

    /** 0 shows none; urgent ones stand on the alert ground. */
    void setBadge(int count, bool urgent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    int m_badge = 0;
    bool m_urgent = false;
};

/** The dark rail at the left: where one can go, and who is at the desk. Up and Down move between the places. */
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void addPlace(const QString &key, const QString &title, const QString &iconName);
    void setCurrent(const QString &key);
    void setBadge(const QString &key, int count, bool urgent);
    void setPerson(const QString &name, const QString &roles);

Q_SIGNALS:
    void chosen(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_places;
    QHash<QString, RailButton *> m_buttons;
    QList<RailButton *> m_order;
    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_roles;
};

} // namespace tocsin
